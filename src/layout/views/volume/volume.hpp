#pragma once

#include "convarith/figure_options.hpp"
#include "convarith/result.hpp"
#include "layout/drawing.hpp"
#include "layout/subject.hpp"
#include "layout/theme.hpp"

namespace convarith {

/// Draws solid blocks in space: the input, the filters that slide through it, and one output cell for each position.
/// With groups, the input is pulled apart, and what the filters make of each group is stacked again. Numbers are not
/// shown.
Drawing draw_volume(const Subject& subject, const FigureOptions& options, const Theme& theme);

/// Checks that the view can draw a layer. Errors: `where` is "view"; the layer has more cells to be drawn separately in
/// each step than the view allows.
Status check_volume(const Subject& subject, const FigureOptions& options);

}  // namespace convarith
