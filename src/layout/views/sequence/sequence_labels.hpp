#pragma once

#include <string_view>

#include "layout/panels/flat_map.hpp"

namespace convarith {

/// The room (bp) that labels of columns take above a panel.
inline constexpr double kLabelRoom = 7;

/// How high small letters are, em.
inline constexpr double kSmallLetter = 0.43;

TextLine set_formula(std::string_view text, double size);

/// Adds a small formula above a column of a map.
void write_above(DisplayList& shapes, Role role, PaintId ink, const FlatMap& map, int col, std::string_view text);

}  // namespace convarith
