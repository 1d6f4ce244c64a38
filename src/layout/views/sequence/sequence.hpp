#pragma once

#include "convarith/figure_options.hpp"
#include "convarith/result.hpp"
#include "layout/drawing.hpp"
#include "layout/subject.hpp"
#include "layout/theme.hpp"

namespace convarith {

Status check_sequence(const Subject& subject, const FigureOptions& options);

/// A one-dimensional layer with one filter: panels in a row, with a row for each channel, in numbers where they are
/// known and in symbols where they are not. Below them each step writes out its sum, and a note says which inputs are
/// never reached. The output fills up step by step. Panels that would make too long a row stand below each other.
Drawing draw_sequence(const Subject& subject, const FigureOptions& options, const Theme& theme);

}  // namespace convarith
