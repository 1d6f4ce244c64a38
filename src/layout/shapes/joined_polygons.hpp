#pragma once

#include <vector>

#include "layout/film.hpp"

namespace convarith {

/// Convex, in bp.
using Polygon = std::vector<Point>;

/// What the same polygons cover with fewer of them: cells row by row become rows, and rows a block. Neighbours in the
/// list become one where that is convex with no more corners.
std::vector<Polygon> joined_polygons(const std::vector<Polygon>& polygons);

}  // namespace convarith
