#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "convarith/figure_options.hpp"

namespace convarith {

/// The parts chosen for an equation.
struct ChosenPanels {
  bool input = true;
  bool kernel = true;
  bool results = true;
  bool output = true;
  bool breakdown = false;
};

/// A part of an equation that --panels can name.
struct EquationPanel {
  std::string_view name;  ///< the word in --panels
  bool ChosenPanels::*panel = nullptr;
};

/// Returns all parts that an equation can have.
std::span<const EquationPanel> panels_of_equations();

/// Returns what stands between the commas of a list of panels, whether it is the name of a panel or not.
std::vector<std::string_view> names_of_panels(std::string_view list);

/// Returns the parts that `options` name, and no others, or the usual ones if they name none.
ChosenPanels chosen_panels(const FigureOptions& options);

}  // namespace convarith
