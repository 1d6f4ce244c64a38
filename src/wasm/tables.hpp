#pragma once

#include <string>

namespace convarith {

/// Returns, as JSON, the tables from which pages and packages in JavaScript make their controls, types and messages:
/// `version`, `fields`, `formats`, `views`, `comparisons`, `themes`, `colormaps`, `hosts` and `presets`.
std::string tables_json();

}  // namespace convarith
