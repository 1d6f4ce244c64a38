#pragma once

#include <cmath>

namespace convarith {

/// A point on the page, in big points (bp, 1/72 in): x points to the right and y up, and the page's lower left corner
/// is the origin. The vector from one point to another is a Point too.
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

/// Returns the cross product of two vectors. It is above 0 if the second one turns to the left of the first.
constexpr double cross(Point a, Point b) {
  return a.x * b.y - a.y * b.x;
}

inline double length_of(Point way) {
  return std::hypot(way.x, way.y);
}

}  // namespace convarith
