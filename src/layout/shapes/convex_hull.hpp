#pragma once

#include <vector>

#include "layout/film.hpp"

namespace convarith {

/// Returns the smallest convex polygon around some points, counter-clockwise, without corners on straight sides.
std::vector<Point> convex_hull(std::vector<Point> points);

}  // namespace convarith
