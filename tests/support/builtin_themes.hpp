#pragma once

#include <string>
#include <vector>

#include "layout/figure/figure.hpp"
#include "layout/theme.hpp"

namespace convarith::testing {

/// A theme that is part of the program.
Theme builtin_theme(const std::string& name);

/// The names of all themes that are part of the program.
std::vector<std::string> builtin_theme_names();

inline const Theme kSolarized = builtin_theme("solarized");
inline const Theme kBook = builtin_theme("book");

/// Lays a figure out in the theme that its options name, or in its usual one.
Result<Film> lay_out_figure(const Subject& subject, const FigureOptions& options, const Typesetter& typesetter,
                            const StepRange& steps = {});

}  // namespace convarith::testing
