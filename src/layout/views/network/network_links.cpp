#include "layout/views/network/network_links.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include "layout/shapes/arrows.hpp"

namespace convarith {
namespace {

constexpr int kTurns = 6;          // straight parts of a round corner
constexpr double kIntoHead = 0.5;  // bp: overlap of line and head, so that no gap shows

}  // namespace

std::vector<Point> with_round_corners(const std::vector<Point>& corners, double radius) {
  std::vector<Point> points{corners.front()};
  for (std::size_t i = 1; i + 1 < corners.size(); ++i) {
    const Point before = corners[i] - corners[i - 1];
    const Point after = corners[i + 1] - corners[i];
    const double r = std::min({radius, length_of(before) / 2, length_of(after) / 2});
    const Point in = r * before / length_of(before);
    const Point out = r * after / length_of(after);
    const Point centre = corners[i] - in + out;
    for (int turn = 0; turn <= kTurns; ++turn) {
      const double angle = std::numbers::pi / 2 * turn / kTurns;
      points.push_back(centre - std::cos(angle) * out + std::sin(angle) * in);
    }
  }
  points.push_back(corners.back());
  return points;
}

void add_link(DisplayList& shapes, Role role, PaintId paint, const std::vector<Point>& points) {
  const Point before = points[points.size() - 2];
  const Point way = points.back() - before;
  const double length = length_of(way);
  const double shaft = std::max(length - kArrowHead + kIntoHead, length / 2);
  // The whole line is one shape, so that viewers that align lines with pixels make all of it equally wide.
  Stroke line{{}, kArrowLine, 0};
  for (std::size_t i = 0; i + 2 < points.size(); ++i) line.paths.push_back({{points[i], points[i + 1]}, false});
  line.paths.push_back({{before, before + shaft * way / length}, false});
  shapes.push_back({role, std::nullopt, paint, std::move(line)});
  add_arrow_head(shapes, role, paint, before, points.back());
}

}  // namespace convarith
