#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "layout/film.hpp"

namespace convarith {

/// Returns for each of a film's paints a name, in letters only, that says what is drawn with it: "inputCell", "grid",
/// "paper".
std::vector<std::string> names_of_paints(const Film& film);

/// Returns "A", "B", ..., "Z", "AA", ... for 0, 1, ..., because names in TeX have no digits.
std::string tex_letters(std::size_t number);

}  // namespace convarith
