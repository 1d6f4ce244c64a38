#pragma once

#include <span>
#include <string>

#include "layout/film.hpp"

namespace convarith {

/// A number as LaTeX source, with no more decimals than it needs: "12.35", "7".
std::string tex_number(double number, int decimals = 2);

/// Shapes as commands of TikZ, a comment before those of each role. `names` are the paints' names; `indent` begins
/// each line.
std::string tikz_of(const DisplayList& shapes, const Film& film, std::span<const std::string> names,
                    const std::string& indent);

}  // namespace convarith
