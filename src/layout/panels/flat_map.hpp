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

/// Sizes of numbers and of the cells in which they stand.
struct NumberSize {
  double digits = 8.5;   ///< bp to the em
  double cell = 17;      ///< height of cells, and their least width, bp
  double margin = 0.28;  ///< least distance to the cell's sides, em
  TextStyle style = TextStyle::words;
};

/// Returns the length (bp) of dashes with which an odd number of dashes and gaps makes up a line. It is close to the
/// usual length.
double even_dash(double line);

/// Height of the middle of Latin Modern's digits, in em.
inline constexpr double kDigitMiddle = 0.322;

/// Writes a text with its middle at a point. It is centred as its digits look, not by its box.
void write_centred(DisplayList& shapes, Role role, std::optional<Cell> cell, PaintId ink, std::string_view text,
                   Point middle, double size, TextStyle style = TextStyle::words);

/// Returns the width (bp) that a cell needs for the widest of some numbers to touch nothing.
double cell_width_for(std::span<const std::string> numbers, const NumberSize& size);

/// Draws a box of dashes, with a whole dash at each end of its sides.
void add_dashed_box(DisplayList& shapes, Role role, PaintId line, const Box& box, double width);

/// A map seen from above, its cells wide enough for the numbers in them. `place` is always a cell of this map; `cell`
/// is the cell that a shape says it stands for.
class FlatMap {
 public:
  static constexpr double kBold = 1.5;  ///< width of bold frames, bp

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

  /// Moves the lower left corner of the map to a point.
  void move_to(Point corner);

  Shape fill(Role role, Cell cell, Cell place, PaintId paint) const;
  /// Returns the thin lines between some cells.
  Shape inner_grid(Role role, PaintId line, Cell place, int rows, int cols) const;
  /// Returns the line around some cells.
  Shape frame(Role role, PaintId line, Cell place, int rows, int cols, double width) const;
  /// Draws a frame of dashes, with a whole dash at each end of its sides.
  void dashed_frame(DisplayList& shapes, Role role, PaintId line, Cell place, int rows, int cols,
                    double width = kBold) const;
  void number(DisplayList& shapes, Role role, Cell cell, Cell place, PaintId ink, std::string_view text) const;

 private:
  NumberSize size_;
  double cell_width_;
  Lattice lattice_;
};

}  // namespace convarith
