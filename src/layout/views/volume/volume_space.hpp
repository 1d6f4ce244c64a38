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

/// The faces of a block that can be seen: in front, on top, and on the right.
enum class Face { front, top, side };

/// Where things in space lie on the page. Fronts are undistorted, what is further back lies to the right and higher up.
class Space {
 public:
  /// `depth` of all that is in it, in layers of usual thickness.
  explicit Space(double depth) : depth_(depth) {}

  double depth() const { return depth_; }
  /// Row 0 begins at the upper edge of the first cell's front, column 0 at its left edge.
  Point at(double row, double col, double depth) const;
  /// Of a face the stretch between two depths; of the front all of it, at the first.
  std::vector<Point> face(Face face, const CellRange& cells, double from, double to) const;
  /// Around all faces that can be seen, from the lower left corner on, against the clock.
  std::vector<Point> silhouette(const CellRange& cells) const;
  Box box(const CellRange& cells) const;
  /// How far apart (bp) on the page lines lie that are some depth apart, where they are closest.
  static double distance_of(double depth);
  void move_by(Point way) { origin_ = origin_ + way; }

 private:
  double depth_;
  Point origin_;
};

}  // namespace convarith
