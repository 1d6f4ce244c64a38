#pragma once

#include <string>

#include "layout/film.hpp"
#include "markup/encode_options.hpp"

namespace convarith {

/// Returns CSS rules for what a page draws below a figure and on it: --paper is the figure's own paper, --ring a colour
/// that can be seen on all cells, --input and --output are the colours of its cells, where its keys say them. `style`
/// is added to the rules. If there is a dark film, there are rules for dark pages as well, with `dark_style`.
std::string page_colours(const Film& film, const Film* dark, const std::string& style, const std::string& dark_style);

/// Returns a colour as CSS writes it, such as "#268bd2".
std::string css_colour(const Colour& colour);

/// Returns the heading of a figure's page: its title, or else what it is of, or else its name.
std::string heading_of(const EncodeOptions& options);

/// Returns parameters with no-break spaces, so that each name and its number stay on one line.
std::string unbroken(const std::string& parameters);

}  // namespace convarith
