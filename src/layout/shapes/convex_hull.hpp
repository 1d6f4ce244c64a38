#pragma once

#include <vector>

#include "layout/film.hpp"

namespace convarith {

/// The smallest convex polygon around some points, against the clock, without corners on straight sides.
std::vector<Point> convex_hull(std::vector<Point> points);

}  // namespace convarith
