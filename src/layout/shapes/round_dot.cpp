#include "layout/shapes/round_dot.hpp"

#include <cmath>
#include <numbers>

namespace convarith {

std::vector<Point> round_dot(Point middle, double radius, int corners) {
  std::vector<Point> polygon;
  for (int i = 0; i < corners; ++i) {
    const double angle = 2 * std::numbers::pi * i / corners;
    polygon.push_back(middle + radius * Point{std::cos(angle), std::sin(angle)});
  }
  return polygon;
}

}  // namespace convarith
