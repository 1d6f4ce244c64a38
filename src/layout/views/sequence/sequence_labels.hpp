#pragma once

#include <string_view>

#include "layout/panels/flat_map.hpp"

namespace convarith {

/// The room (bp) above a panel for the formulas over its columns.
inline constexpr double kLabelRoom = 7;

/// The height of small letters, in em.
inline constexpr double kSmallLetter = 0.43;

TextLine set_formula(std::string_view text, double size);

/// Adds a small formula above a column of a map.
void write_above(DisplayList& shapes, Role role, PaintId ink, const FlatMap& map, int col, std::string_view text);

}  // namespace convarith
