#pragma once

#include <vector>

#include "layout/point.hpp"

namespace convarith {

/// Returns a dot as a polygon; larger dots need more corners to look round.
std::vector<Point> round_dot(Point middle, double radius, int corners = 12);

}  // namespace convarith
