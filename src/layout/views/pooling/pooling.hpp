#pragma once

#include "convarith/figure_options.hpp"
#include "convarith/result.hpp"
#include "layout/drawing.hpp"
#include "layout/subject.hpp"
#include "layout/theme.hpp"

namespace convarith {

Status check_pooling(const Subject& subject, const FigureOptions& options);

/// Draws the input of a pooling, its windows pulled apart, and the output. Inputs have the colour of their window, and
/// where windows overlap, a share of each window's colour. Windows and outputs appear as they are computed, and the
/// winner of each maximum stands out.
Drawing draw_pooling(const Subject& subject, const FigureOptions& options, const Theme& theme);

}  // namespace convarith
