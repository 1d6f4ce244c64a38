#pragma once

#include <array>
#include <vector>

#include "layout/film.hpp"

namespace convarith {

/// Side of a cell before the shear, in bp (0.5 cm).
inline constexpr double kCell = 14.17339;

/// Vectors on the page, in sides of a cell, that lead one column to the right and one row up on a plane.
struct Slant {
  Point right;
  Point up;
};

/// The oblique projection of Dumoulin and Visin's figures.
inline constexpr Slant kOblique{{1, 0.5}, {-0.7, 0.65}};

/// Returns the slant of upright cells with a width and a height in bp.
constexpr Slant upright(double width, double height) {
  return {{width / kCell, 0}, {0, height / kCell}};
}

/// A plane of cells on the page. Rows are counted from the top, so the line above row r is at y = rows - r.
class Lattice {
 public:
  /// `corner`: the point on the page where the plane has its lower left corner (x = 0, y = 0).
  Lattice(Point corner, int rows, int cols, Slant slant = kOblique)
      : corner_(corner), rows_(rows), cols_(cols), slant_(slant) {}

  Lattice moved(Point way) const { return {corner_ + way, rows_, cols_, slant_}; }

  int rows() const { return rows_; }
  int cols() const { return cols_; }

  /// Returns the point where the line above row `row` meets the line to the left of column `col`.
  Point at(double row, double col) const;
  Point middle() const { return at(0.5 * rows_, 0.5 * cols_); }
  std::vector<Point> cell(Cell place) const { return block(place, 1, 1); }
  /// Returns the outline of `rows` x `cols` cells, the first of which is at `place`, counter-clockwise from its lower
  /// left corner.
  std::vector<Point> block(Cell place, int rows, int cols) const;
  /// Returns the lower left, lower right, upper left and upper right corner of a block.
  std::array<Point, 4> corners(Cell place, int rows, int cols) const;
  /// Returns all lines between and around the cells of a block, drawn from left to right and from bottom to top.
  std::vector<Stroke::Path> grid(Cell place, int rows, int cols) const;
  /// Returns the lines between the cells of a block, without its border.
  std::vector<Stroke::Path> inner_grid(Cell place, int rows, int cols) const;

 private:
  std::vector<Stroke::Path> lines(Cell place, int rows, int cols, int border) const;

  Point corner_;
  int rows_;
  int cols_;
  Slant slant_;
};

}  // namespace convarith
