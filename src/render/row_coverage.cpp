#include "render/row_coverage.hpp"

#include <algorithm>
#include <cmath>

namespace convarith {

Stretch centres_inside(std::span<const Edge> edges, int y, int width) {
  const double middle = y + 0.5;
  double left = width;
  double right = 0;
  for (const Edge& edge : edges) {
    if ((edge.y0 <= middle) == (edge.y1 <= middle)) continue;
    left = std::min(left, edge.x_at(middle));
    right = std::max(right, edge.x_at(middle));
  }
  return {std::max(0, static_cast<int>(std::ceil(left - 0.5))),
          std::min(width, static_cast<int>(std::ceil(right - 0.5)))};
}

RowCoverage::RowCoverage(int width)
    : width_(width),
      outline_first_(width),
      change_(static_cast<std::size_t>(width) + 2, 0.0),
      cover_(static_cast<std::size_t>(width) + 2, 0.0) {}

void RowCoverage::add(std::span<const Edge> edges, int y) {
  for (const Edge& edge : edges) add_edge(edge, y);
}

void RowCoverage::end_outline() {
  double running = 0;
  for (int x = outline_first_; x < outline_last_; ++x) {
    const auto i = static_cast<std::size_t>(x);
    running += change_[i];
    change_[i] = 0;
    const double share = std::min(std::abs(running), 1.0);
    cover_[i] += share - cover_[i] * share;
  }
  change_[static_cast<std::size_t>(outline_last_)] = 0;
  cover_[static_cast<std::size_t>(width_)] = 0;
  if (outline_first_ < outline_last_) stretches_.push_back({outline_first_, std::min(outline_last_, width_)});
  outline_first_ = width_;
  outline_last_ = 0;
}

/// Adds the part of an edge that lies in the row: each pixel to the right of the part gains or loses the height of the
/// part.
void RowCoverage::add_edge(const Edge& edge, int y) {
  const bool downwards = edge.y0 < edge.y1;
  const double top = std::max(downwards ? edge.y0 : edge.y1, static_cast<double>(y));
  const double bottom = std::min(downwards ? edge.y1 : edge.y0, static_cast<double>(y) + 1);
  if (top >= bottom) return;
  add_part(edge.x_at(top), edge.x_at(bottom), downwards ? bottom - top : top - bottom);
}

/// Adds a part of an edge. A piece beyond a side of the row counts as if it ran along that side.
void RowCoverage::add_part(double x0, double x1, double height) {
  for (const double side : {0.0, static_cast<double>(width_)}) {
    if ((x0 < side) == (x1 < side) || x0 == side || x1 == side) continue;
    const double share = (side - x0) / (x1 - x0);
    add_part(x0, side, height * share);
    add_part(side, x1, height * (1 - share));
    return;
  }
  add_slope(std::clamp(x0, 0.0, static_cast<double>(width_)), std::clamp(x1, 0.0, static_cast<double>(width_)), height);
}

void RowCoverage::add_slope(double x0, double x1, double height) {
  const double left = std::min(x0, x1);
  const double right = std::max(x0, x1);
  const int first = static_cast<int>(left);
  const int last = static_cast<int>(std::ceil(right));
  outline_first_ = std::min(outline_first_, first);
  outline_last_ = std::max(outline_last_, std::max(last, first + 1));
  if (last <= first + 1) {
    const double beyond = (left + right) / 2 - first;
    change_[static_cast<std::size_t>(first)] += height * (1 - beyond);
    change_[static_cast<std::size_t>(first) + 1] += height * beyond;
    return;
  }
  // The part crosses several pixels. The running coverage of each is the mean, over the pixel, of the height that the
  // edge has passed.
  const double per_pixel = height / (right - left);
  const double in_first = first + 1 - left;
  const double in_last = right - (last - 1);
  double* change = change_.data() + first;
  double mean = per_pixel * in_first * in_first / 2;
  *change++ += mean;
  for (int x = first + 1; x < last - 1; ++x) {
    const double next = per_pixel * (x + 0.5 - left);
    *change++ += next - mean;
    mean = next;
  }
  const double mean_of_last = height - per_pixel * in_last * in_last / 2;
  change[0] += mean_of_last - mean;
  change[1] += height - mean_of_last;
}

}  // namespace convarith
