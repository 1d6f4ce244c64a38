#pragma once

#include "convarith/figure_options.hpp"
#include "convarith/result.hpp"
#include "layout/drawing.hpp"
#include "layout/subject.hpp"
#include "layout/theme.hpp"

namespace convarith {

/// Solid blocks in space: the input, the filters that slide through it, one output cell for each position. Of groups
/// the input is pulled apart, and what is made of each is stacked again. Numbers are not shown.
Drawing draw_volume(const Subject& subject, const FigureOptions& options, const Theme& theme);

/// Errors: `where` is "view"; more separate cells than can be drawn again and again.
Status check_volume(const Subject& subject, const FigureOptions& options);

}  // namespace convarith
