#pragma once

#include <cmath>

namespace convarith {

/// Big points (1/72 in); x to the right, y up, the page's lower left corner at the origin. A way from one place to
/// another is a point too.
struct Point {
  double x = 0;
  double y = 0;

  bool operator==(const Point&) const = default;
};

constexpr Point operator+(Point a, Point b) {
  return {a.x + b.x, a.y + b.y};
}

constexpr Point operator-(Point a, Point b) {
  return {a.x - b.x, a.y - b.y};
}

constexpr Point operator*(Point way, double factor) {
  return {way.x * factor, way.y * factor};
}

constexpr Point operator*(double factor, Point way) {
  return way * factor;
}

constexpr Point operator/(Point way, double divisor) {
  return {way.x / divisor, way.y / divisor};
}

/// Above 0 where the second way turns to the left of the first.
constexpr double cross(Point a, Point b) {
  return a.x * b.y - a.y * b.x;
}

inline double length_of(Point way) {
  return std::hypot(way.x, way.y);
}

}  // namespace convarith
