#pragma once

#include <vector>

#include "layout/film.hpp"

namespace convarith {

/// A convex polygon, in bp.
using Polygon = std::vector<Point>;

/// Covers the same area with fewer polygons: cells, row by row, become rows, and rows become blocks. Neighbours in the
/// list are joined if the result has no more corners than the first of them.
std::vector<Polygon> joined_polygons(const std::vector<Polygon>& polygons);

}  // namespace convarith
