#include "layout/page/label_placement.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "layout/shapes/convex_hull.hpp"

namespace convarith {
namespace {

// Distances in em of the labels' text.
constexpr double kBracketDistance = 0.5;
constexpr double kBracketEnd = 0.25;
constexpr double kBracketInset = 0.08;
constexpr double kLevelDistance = 0.6;
constexpr double kBracketGap = 0.45;   // from the bracket to the text
constexpr double kLineDistance = 0.3;  // between labels

Point middle_of(Point a, Point b) {
  return (a + b) / 2;
}

double dot(Point a, Point b) {
  return a.x * b.x + a.y * b.y;
}

/// Returns the unit vector to the right of a vector.
Point right_of(Point way) {
  return Point{way.y, -way.x} / length_of(way);
}

/// Returns the unit vector that points away from the drawing, across the label's stretch of its edge.
Point outwards(const Label& label, Point inside) {
  const Point normal = right_of(label.to - label.from);
  const bool points_in = dot(normal, inside - label.from) > 0;
  return points_in ? normal * -1 : normal;
}

/// Returns a point inside a convex polygon: the mean of its corners.
Point centre_of(const std::vector<Point>& polygon) {
  Point sum;
  for (const Point& point : polygon) sum = sum + point;
  return sum / static_cast<double>(polygon.size());
}

/// Returns the lowest corner, below which the left and the right side meet.
Point lowest(const std::vector<Point>& polygon) {
  return *std::min_element(polygon.begin(), polygon.end(), [](Point a, Point b) { return a.y < b.y; });
}

/// Returns a convex polygon with its sides moved outwards by `distance` and its corners cut.
std::vector<Point> grown(const std::vector<Point>& polygon, double distance) {
  std::vector<Point> points;
  points.reserve(2 * polygon.size());
  for (std::size_t i = 0; i < polygon.size(); ++i) {
    const Point a = polygon[i];
    const Point b = polygon[(i + 1) % polygon.size()];
    const Point out = right_of(b - a) * distance;
    points.push_back(a + out);
    points.push_back(b + out);
  }
  return convex_hull(std::move(points));
}

double bracket_distance(int level) {
  return kBracketDistance + level * kLevelDistance;
}

class Placement {
 public:
  /// `labels`: in the order in which they are placed, from the top down.
  Placement(const std::vector<Point>& outline, const std::vector<Label>& labels, double size)
      : em_(size), inside_(centre_of(outline)), lowest_(lowest(outline)) {
    std::vector<Point> taken = outline;
    for (const Label& label : labels) {
      brackets_.emplace_back();
      middles_.push_back(middle_of(label.from, label.to));
      if (!label.has_bracket) continue;
      brackets_.back() = bracket_along(label);
      const std::vector<Point>& along = brackets_.back().front().points;
      middles_.back() = middle_of(along[0], along[1]);
      taken.insert(taken.end(), along.begin(), along.end());
    }
    clearance_ = grown(convex_hull(std::move(taken)), kBracketGap * size);
  }

  PlacedLabel place(std::size_t number, Side side, TextLine line) {
    PlacedLabel placed{std::move(line), {}, std::move(brackets_[number])};
    double& ceiling = side == Side::left ? left_ceiling_ : right_ceiling_;
    const double height = (kAscent + kDescent) * em_;
    const double top = std::min(middles_[number].y + height / 2, ceiling);
    ceiling = top - height - kLineDistance * em_;
    placed.box = box_beside(side, top - height, top, placed.line.width);
    return placed;
  }

 private:
  std::vector<Stroke::Path> bracket_along(const Label& label) const {
    const Point out = outwards(label, inside_);
    const Point along{-out.y, out.x};
    const double way = dot(label.to - label.from, along);
    const double inset = std::copysign(std::min(kBracketInset * em_, std::abs(way) / 4), way);
    const double distance = bracket_distance(label.level) * em_;
    const Point from = label.from + out * distance + along * inset;
    const Point to = label.to + out * distance - along * inset;
    return {{{from, to}, false},
            {{from, from - out * (kBracketEnd * em_)}, false},
            {{to, to - out * (kBracketEnd * em_)}, false}};
  }

  /// Returns a box as near to the outline as possible. A box that reaches below the outline stays on the label's own
  /// side of the lowest corner.
  Box box_beside(Side side, double bottom, double top, double width) const {
    Box reach = reach_between(clearance_, bottom, top);
    if (bottom < lowest_.y) {
      const double apart = kLineDistance / 2 * em_;
      reach.add(Point{lowest_.x - apart, bottom});
      reach.add(Point{lowest_.x + apart, bottom});
    }
    if (side == Side::left) return {reach.left - width, bottom, reach.left, top};
    return {reach.right, bottom, reach.right + width, top};
  }

  double em_;
  Point inside_;
  Point lowest_;
  std::vector<std::vector<Stroke::Path>> brackets_;
  std::vector<Point> middles_;    ///< beside which texts stand, if there is room
  std::vector<Point> clearance_;  // polygon that texts keep out of
  double left_ceiling_ = std::numeric_limits<double>::max();
  double right_ceiling_ = std::numeric_limits<double>::max();
};

}  // namespace

Box reach_between(const std::vector<Point>& polygon, double bottom, double top) {
  Box reach;
  for (std::size_t i = 0; i < polygon.size(); ++i) {
    const Point a = polygon[i];
    const Point b = polygon[(i + 1) % polygon.size()];
    if (a.y >= bottom && a.y <= top) reach.add(a);
    for (const double height : {bottom, top}) {
      if ((a.y < height) == (b.y < height)) continue;
      reach.add(Point{a.x + (b.x - a.x) * (height - a.y) / (b.y - a.y), height});
    }
  }
  return reach;
}

std::vector<PlacedLabel> place_labels(const Drawing& drawing, double size, const Typesetter& typesetter) {
  // Labels are placed from the top down, because each one only moves away from those above it.
  std::vector<Label> labels = drawing.labels;
  std::stable_sort(labels.begin(), labels.end(), [](const Label& a, const Label& b) {
    return middle_of(a.from, a.to).y > middle_of(b.from, b.to).y;
  });
  Placement placement(drawing.outline, labels, size);
  std::vector<PlacedLabel> placed;
  placed.reserve(labels.size());
  for (std::size_t i = 0; i < labels.size(); ++i) {
    placed.push_back(placement.place(i, labels[i].side, typesetter.line(labels[i].text, size, TextStyle::formula)));
  }
  return placed;
}

}  // namespace convarith
