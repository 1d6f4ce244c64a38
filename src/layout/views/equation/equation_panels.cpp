#include "layout/views/equation/equation_panels.hpp"

#include <cstddef>

namespace convarith {
namespace {

constexpr EquationPanel kPanels[] = {
    {"input", &ChosenPanels::input},   {"kernel", &ChosenPanels::kernel},       {"results", &ChosenPanels::results},
    {"output", &ChosenPanels::output}, {"breakdown", &ChosenPanels::breakdown},
};

}  // namespace

std::span<const EquationPanel> panels_of_equations() {
  return kPanels;
}

std::vector<std::string_view> names_of_panels(std::string_view list) {
  std::vector<std::string_view> names;
  for (std::size_t start = 0; start <= list.size(); start += names.back().size() + 1) {
    names.push_back(list.substr(start, list.find(',', start) - start));
  }
  return names;
}

ChosenPanels chosen_panels(const FigureOptions& options) {
  if (!options.panels) return {};
  ChosenPanels chosen{false, false, false, false, false};
  for (const std::string_view name : names_of_panels(*options.panels)) {
    for (const EquationPanel& known : kPanels) {
      if (known.name == name) chosen.*known.panel = true;
    }
  }
  return chosen;
}

}  // namespace convarith
