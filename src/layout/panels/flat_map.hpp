#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "layout/film.hpp"
#include "layout/shapes/box.hpp"
#include "layout/shapes/lattice.hpp"
#include "layout/text/typesetting.hpp"

namespace convarith {

/// How numbers stand in cells.
struct NumberSize {
  double digits = 8.5;   ///< bp to the em
  double cell = 17;      ///< bp: the height of cells, and their least width
  double margin = 0.28;  ///< em: the least distance to the cell's sides
  TextStyle style = TextStyle::words;
};

/// Dashes of nearly the usual length (bp), of which an odd number, gaps included, makes up a line.
double even_dash(double line);

/// How high the middle of Latin Modern's digits is, in em.
inline constexpr double kDigitMiddle = 0.322;

/// Adds a text whose middle is at a point: digits, to the eye, rather than boxes.
void write_centred(DisplayList& shapes, Role role, std::optional<Cell> cell, PaintId ink, std::string_view text,
                   Point middle, double size, TextStyle style = TextStyle::words);

/// The width (bp) that a cell needs for the widest of some numbers to touch nothing.
double cell_width_for(std::span<const std::string> numbers, const NumberSize& size);

/// A map that is seen from above, its cells wide enough for the numbers in them. `place` is always a cell of this map;
/// `cell`, what shapes say they stand for.
class FlatMap {
 public:
  static constexpr double kBold = 1.5;  ///< bp, of frames

  FlatMap(int rows, int cols, double cell_width, const NumberSize& size = {});

  int rows() const { return lattice_.rows(); }
  int cols() const { return lattice_.cols(); }
  double width() const { return cols() * cell_width_; }
  double height() const { return rows() * size_.cell; }
  double cell_width() const { return cell_width_; }
  double cell_height() const { return size_.cell; }
  const Lattice& lattice() const { return lattice_; }
  Point middle(Cell place) const { return lattice_.at(place.row + 0.5, place.col + 0.5); }
  Box box() const { return box_of({0, 0}, rows(), cols()); }
  Box box_of(Cell place, int rows, int cols) const;

  /// To have its lower left corner at a point.
  void move_to(Point corner);

  Shape fill(Role role, Cell cell, Cell place, PaintId paint) const;
  /// The lines between cells, thin.
  Shape inner_grid(Role role, PaintId line, Cell place, int rows, int cols) const;
  /// The line around some cells.
  Shape frame(Role role, PaintId line, Cell place, int rows, int cols, double width) const;
  /// A frame of dashes, with a whole one at each corner.
  void dashed_frame(DisplayList& shapes, Role role, PaintId line, Cell place, int rows, int cols,
                    double width = kBold) const;
  void number(DisplayList& shapes, Role role, Cell cell, Cell place, PaintId ink, std::string_view text) const;

 private:
  NumberSize size_;
  double cell_width_;
  Lattice lattice_;
};

}  // namespace convarith
