#pragma once

#include <span>
#include <string>

#include "layout/film.hpp"

namespace convarith {

/// Returns a number as LaTeX source, with no more decimals than it needs: "12.35", "7".
std::string tex_number(double number, int decimals = 2);

/// Returns shapes as TikZ commands, with a comment before those of each role. `names` are the names of the paints; each
/// line begins with `indent`.
std::string tikz_of(const DisplayList& shapes, const Film& film, std::span<const std::string> names,
                    const std::string& indent);

}  // namespace convarith
