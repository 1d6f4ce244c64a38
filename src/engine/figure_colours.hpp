#pragma once

#include <optional>
#include <string>

#include "convarith/figure_options.hpp"
#include "convarith/result.hpp"
#include "layout/subject.hpp"
#include "layout/theme.hpp"

namespace convarith {

/// Checks the colours of a request: the theme must be readable, and the background must be a colour or transparent. A
/// colour can't be combined with the theme "auto".
/// Errors: `where` is the name of a member of FigureOptions.
Status check_colours(const FigureOptions& figure);

/// Returns the colours of a figure that has passed check_colours(), with its background as the paper. If the figure has
/// a light and a dark theme, these are the light colours.
/// Errors: as for check_colours().
Result<Theme> colours_of(const FigureOptions& figure, const Subject& subject);

/// Returns the dark colours of a figure that also has light ones, so that viewers may choose. A figure has both if the
/// request asks for both, or if a format does (`wants_dark`) and the request says nothing about colours.
std::optional<Theme> dark_colours_of(const FigureOptions& figure, bool wants_dark);

bool is_transparent(const FigureOptions& figure);

/// Returns a warning if lines or numbers are hard to see on the background; otherwise the text is empty.
std::string warning_of_background(const FigureOptions& figure, const Theme& theme);

/// Returns a warning if lines or numbers of a transparent figure in light colours are hard to see on dark pages, with
/// what to do about it; otherwise the text is empty. `can_have_both` says whether everything that is written can have
/// colours for light and for dark pages.
std::string warning_of_dark_pages(const FigureOptions& figure, const Theme& theme, bool can_have_both);

}  // namespace convarith
