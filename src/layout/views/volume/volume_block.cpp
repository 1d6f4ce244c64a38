#include "layout/views/volume/volume_block.hpp"

#include <numeric>
#include <utility>

#include "layout/panels/flat_map.hpp"

namespace convarith {
namespace {

constexpr double kInnerLine = 0.55;    // bp
constexpr double kFrame = 1.3;         // bp
constexpr double kCasing = 2.9;        // bp, including the frame drawn on it
constexpr double kDashedLine = 0.6;    // bp
constexpr double kClosestLines = 2.4;  // bp; closer lines would only darken a face

double depth_of(const std::vector<Slice>& slices) {
  return std::accumulate(slices.begin(), slices.end(), 0.0,
                         [](double sum, const Slice& slice) { return sum + slice.depth; });
}

/// Returns the depths at which slices meet; none if lines there would be too close.
std::vector<double> cuts_between(const std::vector<Slice>& slices) {
  std::vector<double> cuts;
  double depth = 0;
  for (const Slice& slice : slices) {
    if (depth > 0) cuts.push_back(depth);
    if (Space::distance_of(slice.depth) < kClosestLines) return {};
    depth += slice.depth;
  }
  return cuts;
}

Stroke::Path line_between(Point from, Point to) {
  return {{from, to}, false};
}

}  // namespace

Block::Block(const BlockAxis& rows, const BlockAxis& cols, std::vector<Slice> slices)
    : rows_(rows), cols_(cols), slices_(std::move(slices)), cuts_(cuts_between(slices_)), space_(depth_of(slices_)) {
  double depth = 0;
  for (const Slice& slice : slices_) {
    if (runs_.empty() || runs_.back().hue != slice.hue) runs_.push_back({slice.hue, depth, depth});
    depth += slice.depth;
    runs_.back().to = depth;
  }
}

CellRange Block::range() const {
  return {{rows_.first, cols_.first}, rows_.end() - rows_.first, cols_.end() - cols_.first};
}

void Block::fill(const CellRange& cells, Look look, Role role, const VolumePaints& paints, DisplayList& shapes) const {
  const auto add = [&](HueId hue, Face face, std::vector<Point> polygon) {
    shapes.push_back({role, cells.first, paints.of(hue, look, face), Fill{std::move(polygon)}});
  };
  // The whole silhouette is filled first, so that no paper shines through where faces meet.
  add(runs_.front().hue, Face::side, space_.silhouette(cells));
  for (std::size_t i = 1; i < runs_.size(); ++i) {
    add(runs_[i].hue, Face::side, space_.face(Face::side, cells, runs_[i].from, runs_[i].to));
  }
  for (const Run& run : runs_) add(run.hue, Face::top, space_.face(Face::top, cells, run.from, run.to));
  add(runs_.front().hue, Face::front, space_.face(Face::front, cells, 0, 0));
}

std::vector<Face> Block::visible_faces(const CellRange& places) const {
  std::vector<Face> faces{Face::front};
  if (places.first.row <= rows_.first) faces.push_back(Face::top);
  if (places.end_col() >= cols_.end()) faces.push_back(Face::side);
  return faces;
}

void Block::fill_part(const CellRange& cells, Look look, Role role, const VolumePaints& paints,
                      DisplayList& shapes) const {
  for (const Face face : visible_faces(cells)) {
    for (const Run& run : runs_) {
      const PaintId paint = paints.of(run.hue, look, face);
      shapes.push_back({role, cells.first, paint, Fill{space_.face(face, cells, run.from, run.to)}});
      if (face == Face::front) break;
    }
  }
}

void Block::add_slice_lines(Face face, const CellRange& cells, std::vector<Stroke::Path>& paths) const {
  for (const double cut : cuts_) {
    const std::vector<Point> corners = space_.face(face, cells, cut, cut);
    paths.push_back(face == Face::top ? line_between(corners[0], corners[1]) : line_between(corners[0], corners[3]));
  }
}

void Block::draw_inner_lines(const CellRange& cells, Role role, PaintId line, DisplayList& shapes) const {
  const int top = cells.first.row;
  const int left = cells.first.col;
  const int right = cells.end_col();
  std::vector<Stroke::Path> paths;
  for (int row = top + 1; row < cells.end_row(); ++row) {
    paths.push_back(line_between(space_.at(row, left, 0), space_.at(row, right, 0)));
    paths.push_back(line_between(space_.at(row, right, 0), space_.at(row, right, space_.depth())));
  }
  for (int col = left + 1; col < right; ++col) {
    paths.push_back(line_between(space_.at(cells.end_row(), col, 0), space_.at(top, col, 0)));
    paths.push_back(line_between(space_.at(top, col, 0), space_.at(top, col, space_.depth())));
  }
  add_slice_lines(Face::top, cells, paths);
  add_slice_lines(Face::side, cells, paths);
  if (!paths.empty()) shapes.push_back({role, std::nullopt, line, Stroke{std::move(paths), kInnerLine, 0}});
}

void Block::draw_outline(const CellRange& cells, Role role, PaintId line, double width, DisplayList& shapes) const {
  const Point corner = space_.at(cells.first.row, cells.end_col(), 0);
  std::vector<Stroke::Path> paths{{space_.silhouette(cells), true}};
  paths.push_back(line_between(space_.at(cells.first.row, cells.first.col, 0), corner));
  paths.push_back(line_between(space_.at(cells.end_row(), cells.end_col(), 0), corner));
  paths.push_back(line_between(corner, space_.at(cells.first.row, cells.end_col(), space_.depth())));
  shapes.push_back({role, std::nullopt, line, Stroke{std::move(paths), width, 0}});
}

/// Adds lines between rows on the front, and on the side if the cells reach it.
void Block::add_row_lines(const CellRange& cells, Lines& lines) const {
  const int right = cells.end_col();
  const bool is_at_side = right == cols_.end();
  for (int row = cells.first.row; row <= cells.end_row(); ++row) {
    const bool is_edge = row == rows_.first || row == rows_.end();
    lines.add(is_edge, space_.at(row, cells.first.col, 0), space_.at(row, right, 0));
    if (is_at_side) lines.add(is_edge, space_.at(row, right, 0), space_.at(row, right, space_.depth()));
  }
  if (!is_at_side) return;
  lines.add(true, space_.at(cells.first.row, right, space_.depth()), space_.at(cells.end_row(), right, space_.depth()));
  add_slice_lines(Face::side, cells, lines.thin);
}

/// Adds lines between columns on the front, and on top if the cells reach it.
void Block::add_col_lines(const CellRange& cells, Lines& lines) const {
  const int top = cells.first.row;
  const bool is_at_top = top == rows_.first;
  for (int col = cells.first.col; col <= cells.end_col(); ++col) {
    const bool is_edge = col == cols_.first || col == cols_.end();
    lines.add(is_edge, space_.at(cells.end_row(), col, 0), space_.at(top, col, 0));
    if (is_at_top) lines.add(is_edge, space_.at(top, col, 0), space_.at(top, col, space_.depth()));
  }
  if (!is_at_top) return;
  lines.add(true, space_.at(top, cells.first.col, space_.depth()), space_.at(top, cells.end_col(), space_.depth()));
  add_slice_lines(Face::top, cells, lines.thin);
}

void Block::draw_lines_of_part(const CellRange& cells, Role role, PaintId line, DisplayList& shapes) const {
  Lines lines;
  add_row_lines(cells, lines);
  add_col_lines(cells, lines);
  if (!lines.thin.empty()) shapes.push_back({role, std::nullopt, line, Stroke{std::move(lines.thin), kInnerLine, 0}});
  if (!lines.bold.empty()) {
    shapes.push_back({role, std::nullopt, line, Stroke{std::move(lines.bold), kVolumeOutline, 0}});
  }
}

void Block::frame(const CellRange& places, Role role, PaintId line, DisplayList& shapes) const {
  std::vector<Stroke::Path> paths;
  for (const Face face : visible_faces(places)) {
    const std::vector<Point> corners = space_.face(face, places, 0, space_.depth());
    if (face == Face::front) {
      paths.push_back({corners, true});
      continue;
    }
    // The sharp corners of these faces would be spikes if they were mitred, so each edge is a line of its own.
    for (std::size_t i = 0; i < corners.size(); ++i) {
      paths.push_back(line_between(corners[i], corners[(i + 1) % corners.size()]));
    }
  }
  shapes.push_back({Role::frame_casing, places.first, kPaper, Stroke{paths, kCasing, 0}});
  shapes.push_back({role, places.first, line, Stroke{std::move(paths), kFrame, 0}});
}

void Block::draw_dashes_around(const CellRange& places, Role role, PaintId line, DisplayList& shapes) const {
  const std::vector<Point> corners = space_.silhouette(places);
  for (std::size_t i = 0; i < corners.size(); ++i) {
    const Point from = corners[i];
    const Point to = corners[(i + 1) % corners.size()];
    const double length = length_of(to - from);
    shapes.push_back({role, std::nullopt, line, Stroke{{line_between(from, to)}, kDashedLine, even_dash(length)}});
  }
}

}  // namespace convarith
