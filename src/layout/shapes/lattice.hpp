#pragma once

#include <array>
#include <vector>

#include "layout/film.hpp"

namespace convarith {

/// Side of a cell before the shear, in bp (0.5 cm).
inline constexpr double kCell = 14.17339;

/// Where a plane's columns and rows lead on the page, in sides of a cell: one column to the right and one row up.
struct Slant {
  Point right;
  Point up;
};

/// The oblique projection of Dumoulin and Visin's figures.
inline constexpr Slant kOblique{{1, 0.5}, {-0.7, 0.65}};

/// Upright cells of a width and a height in bp.
constexpr Slant upright(double width, double height) {
  return {{width / kCell, 0}, {0, height / kCell}};
}

/// A plane of cells on the page. Rows are counted from the top, so row r ends at y = rows - r.
class Lattice {
 public:
  /// `corner` is the page's point at the plane's lower left corner (x = 0, y = 0).
  Lattice(Point corner, int rows, int cols, Slant slant = kOblique)
      : corner_(corner), rows_(rows), cols_(cols), slant_(slant) {}

  Lattice moved(Point way) const { return {corner_ + way, rows_, cols_, slant_}; }

  int rows() const { return rows_; }
  int cols() const { return cols_; }

  /// Where the line above row `row` meets the line to the left of column `col`.
  Point at(double row, double col) const;
  Point middle() const { return at(0.5 * rows_, 0.5 * cols_); }
  std::vector<Point> cell(Cell place) const { return block(place, 1, 1); }
  /// The outline of `rows` x `cols` cells, the first at `place`; from its lower left corner on, against the clock.
  std::vector<Point> block(Cell place, int rows, int cols) const;
  /// Lower left, lower right, upper left and upper right corner of a block.
  std::array<Point, 4> corners(Cell place, int rows, int cols) const;
  /// All lines between and around the cells of a block, from left to right and from bottom to top.
  std::vector<Stroke::Path> grid(Cell place, int rows, int cols) const;
  /// The lines between the cells of a block, without its border.
  std::vector<Stroke::Path> inner_grid(Cell place, int rows, int cols) const;

 private:
  std::vector<Stroke::Path> lines(Cell place, int rows, int cols, int border) const;

  Point corner_;
  int rows_;
  int cols_;
  Slant slant_;
};

}  // namespace convarith
