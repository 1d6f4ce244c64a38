#include "layout/shapes/convex_hull.hpp"

#include <algorithm>
#include <tuple>

namespace convarith {
namespace {

/// Whether the way from `a` over `b` to `c` turns to the left.
bool turns_left(Point a, Point b, Point c) {
  return cross(b - a, c - a) > 1e-9;
}

}  // namespace

/// Source of the algorithm: A. M. Andrew, Another efficient algorithm for convex hulls in two dimensions, 1979.
std::vector<Point> convex_hull(std::vector<Point> points) {
  std::sort(points.begin(), points.end(),
            [](const Point& a, const Point& b) { return std::tie(a.x, a.y) < std::tie(b.x, b.y); });
  std::vector<Point> hull;
  const auto add_chain = [&](auto first, auto last) {
    const std::size_t base = hull.size();
    for (; first != last; ++first) {
      while (hull.size() >= base + 2 && !turns_left(hull[hull.size() - 2], hull.back(), *first)) hull.pop_back();
      hull.push_back(*first);
    }
    hull.pop_back();  // the other chain begins with this point
  };
  add_chain(points.begin(), points.end());
  add_chain(points.rbegin(), points.rend());
  return hull;
}

}  // namespace convarith
