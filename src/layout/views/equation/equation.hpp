#pragma once

#include <span>
#include <string_view>

#include "convarith/figure_options.hpp"
#include "convarith/result.hpp"
#include "layout/drawing.hpp"
#include "layout/subject.hpp"
#include "layout/theme.hpp"

namespace convarith {

/// Which parts an equation has.
struct ChosenPanels {
  bool input = true;
  bool kernel = true;
  bool results = true;
  bool output = true;
  bool breakdown = false;
};

/// A part of an equation that can be asked for.
struct EquationPanel {
  std::string_view name;  ///< the word in --panels
  std::string_view help;
  bool ChosenPanels::*panel = nullptr;
};

/// All parts of equations.
std::span<const EquationPanel> panels_of_equations();

Status check_equation(const Subject& subject, const FigureOptions& options);

/// input * kernel = output: panels in a row, with all their numbers. The kernel's region is dashed and shaded, the
/// centres of region and kernel and the current output are framed, and the output fills up step by step. Where the
/// stride is 1, cells of the input that the output has none for are grey around it. The breakdown of the step may stand
/// below.
///
/// With misfits there are more steps than outputs: after each row of outputs, and after the last one below them, the
/// window that would be next and no longer fits.
Drawing draw_equation(const Subject& subject, const FigureOptions& options, const Theme& theme);

}  // namespace convarith
