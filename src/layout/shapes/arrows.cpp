#include "layout/shapes/arrows.hpp"

#include <algorithm>

namespace convarith {
namespace {

constexpr double kOverlap = 0.5;  // bp: overlap of line and head, so that no gap shows

/// The way from one point to another. at() returns the point `ahead` along the way and `aside` to its left, in bp.
struct Way {
  Point from;
  Point to;

  double length() const { return length_of(to - from); }
  Point at(double ahead, double aside) const {
    const Point unit = (to - from) / length();
    return from + ahead * unit + aside * Point{-unit.y, unit.x};
  }
};

}  // namespace

void add_arrow_head(DisplayList& shapes, Role role, PaintId paint, Point from, Point to) {
  const Way way{from, to};
  const double length = way.length();
  const double head = std::min(kArrowHead, length);
  const double reach = kArrowReach * head / kArrowHead;
  shapes.push_back(
      {role, std::nullopt, paint, Fill{{way.at(length - head, reach), way.at(length - head, -reach), to}}});
}

void add_arrow(DisplayList& shapes, Role role, PaintId paint, Point from, Point to) {
  const Way way{from, to};
  if (way.length() > kArrowHead) {
    const Stroke::Path line{{from, way.at(way.length() - kArrowHead + kOverlap, 0)}, false};
    shapes.push_back({role, std::nullopt, paint, Stroke{{line}, kArrowLine, 0}});
  }
  add_arrow_head(shapes, role, paint, from, to);
}

void add_barred_arrow(DisplayList& shapes, Role role, PaintId paint, Point from, Point to) {
  const Way way{from, to};
  const Stroke::Path bar{{way.at(0, kArrowReach), way.at(0, -kArrowReach)}, false};
  shapes.push_back({role, std::nullopt, paint, Stroke{{bar}, kArrowLine, 0}});
  add_arrow(shapes, role, paint, from, to);
}

}  // namespace convarith
