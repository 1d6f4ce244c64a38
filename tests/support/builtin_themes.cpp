#include "tests/support/builtin_themes.hpp"

#include <stdexcept>

#include "config/themes.hpp"

namespace convarith::testing {

Theme builtin_theme(const std::string& name) {
  const Result<NamedTheme> theme = load_theme(name);
  if (!theme) throw std::runtime_error(to_line(theme.problems().front()));
  return theme->theme;
}

std::vector<std::string> builtin_theme_names() {
  std::vector<std::string> names;
  for (const BuiltinTheme& theme : builtin_themes()) names.emplace_back(theme.name);
  return names;
}

Result<Film> lay_out_figure(const Subject& subject, const FigureOptions& options, const Typesetter& typesetter,
                            const StepRange& steps) {
  const std::string usual(usual_theme(subject, options));
  return lay_out_figure(subject, options, builtin_theme(options.theme.value_or(usual)), typesetter, steps);
}

}  // namespace convarith::testing
