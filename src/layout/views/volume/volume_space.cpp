#include "layout/views/volume/volume_space.hpp"

#include <algorithm>

namespace convarith {
namespace {

// How far (bp) one layer of usual thickness leads to the right and up on the page.
constexpr double kDepthRight = 0.45 * kVolumeCell;
constexpr double kDepthUp = 0.32 * kVolumeCell;

}  // namespace

double Space::distance_of(double depth) {
  return depth * std::min(kDepthRight, kDepthUp);
}

Point Space::at(double row, double col, double depth) const {
  return {origin_.x + col * kVolumeCell + depth * kDepthRight, origin_.y - row * kVolumeCell + depth * kDepthUp};
}

std::vector<Point> Space::face(Face face, const CellRange& cells, double from, double to) const {
  const int top = cells.first.row;
  const int left = cells.first.col;
  const int bottom = cells.end_row();
  const int right = cells.end_col();
  switch (face) {
    case Face::front:
      return {at(bottom, left, from), at(bottom, right, from), at(top, right, from), at(top, left, from)};
    case Face::top:
      return {at(top, left, from), at(top, right, from), at(top, right, to), at(top, left, to)};
    case Face::side:
      return {at(bottom, right, from), at(bottom, right, to), at(top, right, to), at(top, right, from)};
  }
  return {};
}

std::vector<Point> Space::silhouette(const CellRange& cells) const {
  const int top = cells.first.row;
  const int left = cells.first.col;
  const int bottom = cells.end_row();
  const int right = cells.end_col();
  return {at(bottom, left, 0),    at(bottom, right, 0),  at(bottom, right, depth_),
          at(top, right, depth_), at(top, left, depth_), at(top, left, 0)};
}

Box Space::box(const CellRange& cells) const {
  Box box;
  for (const Point& point : silhouette(cells)) box.add(point);
  return box;
}

}  // namespace convarith
