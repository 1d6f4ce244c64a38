#include "layout/shapes/joined_polygons.hpp"

#include <cmath>
#include <cstddef>
#include <optional>
#include <utility>

namespace convarith {
namespace {

bool lies_on_line(Point from, Point middle, Point to) {
  const double length = std::abs(to.x - from.x) + std::abs(to.y - from.y);
  return std::abs(cross(middle - from, to - from)) < 1e-6 * length;
}

Polygon without_straight_corners(const Polygon& polygon) {
  const std::size_t count = polygon.size();
  Polygon corners;
  for (std::size_t i = 0; i < count; ++i) {
    if (!lies_on_line(polygon[(i + count - 1) % count], polygon[i], polygon[(i + 1) % count])) {
      corners.push_back(polygon[i]);
    }
  }
  return corners;
}

/// Joins two convex polygons that go round the same way and share an edge. Returns nullopt if the result would have
/// more corners than `a`.
std::optional<Polygon> joined(const Polygon& a, const Polygon& b) {
  for (std::size_t i = 0; i < a.size(); ++i) {
    for (std::size_t j = 0; j < b.size(); ++j) {
      if (a[i] != b[(j + 1) % b.size()] || a[(i + 1) % a.size()] != b[j]) continue;
      Polygon both;
      for (std::size_t k = 1; k <= a.size(); ++k) both.push_back(a[(i + k) % a.size()]);
      for (std::size_t k = 2; k < b.size(); ++k) both.push_back(b[(j + k) % b.size()]);
      both = without_straight_corners(both);
      if (both.size() <= a.size()) return both;
    }
  }
  return std::nullopt;
}

std::vector<Polygon> join_neighbours(const std::vector<Polygon>& polygons) {
  std::vector<Polygon> result;
  for (const Polygon& polygon : polygons) {
    std::optional<Polygon> both = result.empty() ? std::nullopt : joined(result.back(), polygon);
    if (both) {
      result.back() = *std::move(both);
    } else {
      result.push_back(polygon);
    }
  }
  return result;
}

}  // namespace

std::vector<Polygon> joined_polygons(const std::vector<Polygon>& polygons) {
  return join_neighbours(join_neighbours(polygons));
}

}  // namespace convarith
