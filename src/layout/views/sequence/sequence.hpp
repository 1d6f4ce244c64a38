#pragma once

#include "convarith/figure_options.hpp"
#include "convarith/result.hpp"
#include "layout/drawing.hpp"
#include "layout/subject.hpp"
#include "layout/theme.hpp"

namespace convarith {

Status check_sequence(const Subject& subject, const FigureOptions& options);

/// Draws a one-dimensional layer with one filter as panels in a row. Panels have a row for each channel, with numbers
/// where they are known and symbols where they are not. Below the panels each step writes out its sum, and a note says
/// which inputs are never visited. The output fills up step by step. If the row of panels would be too long, panels
/// stand below each other.
Drawing draw_sequence(const Subject& subject, const FigureOptions& options, const Theme& theme);

}  // namespace convarith
