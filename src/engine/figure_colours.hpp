#pragma once

#include <optional>
#include <string>

#include "convarith/figure_options.hpp"
#include "convarith/result.hpp"
#include "layout/subject.hpp"
#include "layout/theme.hpp"

namespace convarith {

/// Checks what a request says of colours: that its theme can be read and its background is one.
/// Errors: `where` is the name of a member of FigureOptions.
Status check_colours(const FigureOptions& figure);

/// The colours of a figure that has passed the check, its background for paper: of two themes the light one.
/// Errors: as above.
Result<Theme> colours_of(const FigureOptions& figure, const Subject& subject);

/// The dark colours beside the light ones, where those who look may choose: if the request says so, or if a format
/// does (`wants_dark`) and the request says nothing.
std::optional<Theme> dark_colours_of(const FigureOptions& figure, bool wants_dark);

bool is_transparent(const FigureOptions& figure);

/// A warning of a background on which lines or numbers are hard to see; empty where they aren't.
std::string warning_of_background(const FigureOptions& figure, const Theme& theme);

/// The same of dark pages that show through a figure in light colours, with what to do about it: `can_have_both` is
/// whether all that is written can have colours for light pages and for dark ones.
std::string warning_of_dark_pages(const FigureOptions& figure, const Theme& theme, bool can_have_both);

}  // namespace convarith
