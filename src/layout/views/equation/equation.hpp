#pragma once

#include "convarith/figure_options.hpp"
#include "convarith/result.hpp"
#include "layout/drawing.hpp"
#include "layout/subject.hpp"
#include "layout/theme.hpp"

namespace convarith {

Status check_equation(const Subject& subject, const FigureOptions& options);

/// Draws input * kernel = output: panels in a row, with all their numbers. The kernel's region is dashed and shaded.
/// The current output is framed, and so may be the centres of region and kernel (EquationParts::centres). The output
/// fills up step by step. If each output of a single map stands for one input, inputs at the border that have no output
/// are grey cells around the output. The breakdown of the step may stand below.
///
/// With misfits there are more steps than outputs. After each row of outputs, one step shows the window that would be
/// next and no longer fits; in two dimensions a last step shows the one below the last row.
Drawing draw_equation(const Subject& subject, const FigureOptions& options, const Theme& theme);

}  // namespace convarith
