#pragma once

#include <vector>

#include "layout/film.hpp"

namespace convarith {

/// Returns a line with round corners. Its corners must be further apart than twice the radius (bp), or they are rounded
/// less.
std::vector<Point> with_round_corners(const std::vector<Point>& corners, double radius);

/// Draws a line that ends in an arrow.
void add_link(DisplayList& shapes, Role role, PaintId paint, const std::vector<Point>& points);

}  // namespace convarith
