#pragma once

#include "convarith/figure_options.hpp"
#include "convarith/result.hpp"
#include "layout/drawing.hpp"
#include "layout/subject.hpp"
#include "layout/theme.hpp"

namespace convarith {

Status check_pooling(const Subject& subject, const FigureOptions& options);

/// The input of a pooling, its windows pulled apart, and the output. The input has the windows' colours, and where they
/// overlap, a share of each. Windows and outputs appear as they are computed, and the winner of each
/// maximum stands out.
Drawing draw_pooling(const Subject& subject, const FigureOptions& options, const Theme& theme);

}  // namespace convarith
