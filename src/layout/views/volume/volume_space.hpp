#pragma once

#include <vector>

#include "layout/film.hpp"
#include "layout/shapes/box.hpp"

namespace convarith {

/// The side (bp) of a cell's front.
inline constexpr double kVolumeCell = 10;

/// Cells side by side on the front of a block.
struct CellRange {
  Cell first;
  int rows = 1;
  int cols = 1;

  int end_row() const { return first.row + rows; }
  int end_col() const { return first.col + cols; }

  bool operator==(const CellRange&) const = default;
};

/// The visible faces of a block: in front, on top, and on the right.
enum class Face { front, top, side };

/// The projection of space onto the page. Fronts are undistorted; what lies further back is further to the right and
/// higher up.
class Space {
 public:
  /// `depth` is the depth of everything in the space, in layers of usual thickness.
  explicit Space(double depth) : depth_(depth) {}

  double depth() const { return depth_; }
  /// Returns the point of a place on the page. Row 0 begins at the upper edge of the first cell's front, column 0 at
  /// its left edge.
  Point at(double row, double col, double depth) const;
  /// Returns the stretch of a face between two depths. The front is returned as a whole, at depth `from`.
  std::vector<Point> face(Face face, const CellRange& cells, double from, double to) const;
  /// Returns the outline of all visible faces, counterclockwise from the lower left corner.
  std::vector<Point> silhouette(const CellRange& cells) const;
  Box box(const CellRange& cells) const;
  /// Returns the least distance (bp) on the page between lines that are `depth` apart in space.
  static double distance_of(double depth);
  void move_by(Point way) { origin_ = origin_ + way; }

 private:
  double depth_;
  Point origin_;
};

}  // namespace convarith
