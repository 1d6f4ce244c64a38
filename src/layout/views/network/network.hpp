#pragma once

#include "convarith/figure_options.hpp"
#include "convarith/result.hpp"
#include "layout/drawing.hpp"
#include "layout/subject.hpp"
#include "layout/theme.hpp"

namespace convarith {

/// Draws a whole model as blocks in a row, one for each layer or for each block of layers. Branches are lines above the
/// row. The blocks light up one after the other, and the last step shows all of them.
Drawing draw_network(const Subject& subject, const FigureOptions& options, const Theme& theme);

/// Checks that the view can draw a model. Errors: `where` is "view"; there is no model, or it has too many blocks.
Status check_network(const Subject& subject, const FigureOptions& options);

}  // namespace convarith
