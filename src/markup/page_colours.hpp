#pragma once

#include <string>

#include "layout/film.hpp"

namespace convarith {

/// Rules for what a page draws below a figure and on it: --paper is the figure's own paper, --ring what is seen on all
/// cells. Where there is a dark film, another one for dark pages, with the rules `dark_style` of the figure itself.
std::string page_colours(const Film& film, const Film* dark, const std::string& dark_style);

/// "#268bd2".
std::string css_colour(const Colour& colour);

/// A figure's name as words: "padding strides".
std::string heading_of(std::string name);

/// Parameters whose names and numbers stay on one line.
std::string unbroken(const std::string& parameters);

}  // namespace convarith
