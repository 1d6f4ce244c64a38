#pragma once

#include <algorithm>
#include <limits>
#include <vector>

#include "layout/film.hpp"

namespace convarith {

/// A rectangle on the page, in bp.
struct Box {
  double left = std::numeric_limits<double>::max();
  double bottom = std::numeric_limits<double>::max();
  double right = std::numeric_limits<double>::lowest();
  double top = std::numeric_limits<double>::lowest();

  double width() const { return right - left; }
  double height() const { return top - bottom; }
  double middle() const { return (left + right) / 2; }
  /// Returns the corners counter-clockwise, beginning with the lower left one.
  std::vector<Point> corners() const { return {{left, bottom}, {right, bottom}, {right, top}, {left, top}}; }
  Box moved(Point way) const { return {left + way.x, bottom + way.y, right + way.x, top + way.y}; }

  /// Grows to take in a point.
  void add(Point point) {
    left = std::min(left, point.x);
    bottom = std::min(bottom, point.y);
    right = std::max(right, point.x);
    top = std::max(top, point.y);
  }
  void add(const Box& other) {
    add(Point{other.left, other.bottom});
    add(Point{other.right, other.top});
  }
  Box grown(double distance) const { return {left - distance, bottom - distance, right + distance, top + distance}; }
  bool overlaps(const Box& other) const {
    return left < other.right && other.left < right && bottom < other.top && other.bottom < top;
  }
};

}  // namespace convarith
