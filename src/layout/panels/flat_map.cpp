#include "layout/panels/flat_map.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "layout/shapes/measures.hpp"
#include "layout/shapes/swatches.hpp"

namespace convarith {
namespace {

constexpr double kMinusHangs = 0.2;  // em: part of a minus sign that does not count when digits are centred

bool has_minus(std::string_view text) {
  return text.starts_with("−");
}

/// Returns how far (bp) a text's middle is moved to the left for its digits to look centred.
double hang_of(std::string_view text, double size) {
  return has_minus(text) ? kMinusHangs * size / 2 : 0;
}

}  // namespace

double even_dash(double line) {
  const double usual = 1.15 * kDash;
  const double count = std::max(1.0, std::round((line / usual - 1) / 2));
  return line / (2 * count + 1);
}

void write_centred(DisplayList& shapes, Role role, std::optional<Cell> cell, PaintId ink, std::string_view text,
                   Point middle, double size, TextStyle style) {
  const TextLine line = Typesetter().line(text, size, style);
  const double left = middle.x - line.width / 2 - hang_of(text, size);
  write_line(shapes, role, cell, ink, line, {left, middle.y - kDigitMiddle * size});
}

double cell_width_for(std::span<const std::string> numbers, const NumberSize& size) {
  double width = size.cell;
  for (const std::string& number : numbers) {
    const double needed = Typesetter().line(number, size.digits, size.style).width + 2 * hang_of(number, size.digits);
    width = std::max(width, needed + 2 * size.margin * size.digits);
  }
  return width;
}

void add_dashed_box(DisplayList& shapes, Role role, PaintId line, const Box& box, double width) {
  const double more = width / 2;  // so that the corners are closed
  const auto sides = [&](double side, std::vector<Stroke::Path> paths) {
    shapes.push_back({role, std::nullopt, line, Stroke{std::move(paths), width, even_dash(side + 2 * more)}});
  };
  sides(box.width(), {{{{box.left - more, box.bottom}, {box.right + more, box.bottom}}, false},
                      {{{box.left - more, box.top}, {box.right + more, box.top}}, false}});
  sides(box.height(), {{{{box.left, box.bottom - more}, {box.left, box.top + more}}, false},
                       {{{box.right, box.bottom - more}, {box.right, box.top + more}}, false}});
}

FlatMap::FlatMap(int rows, int cols, double cell_width, const NumberSize& size)
    : size_(size), cell_width_(cell_width), lattice_({}, rows, cols, upright(cell_width, size.cell)) {}

void FlatMap::move_to(Point corner) {
  lattice_ = Lattice(corner, rows(), cols(), upright(cell_width_, size_.cell));
}

Box FlatMap::box_of(Cell place, int rows, int cols) const {
  Box box;
  for (const Point& corner : lattice_.corners(place, rows, cols)) box.add(corner);
  return box;
}

Shape FlatMap::fill(Role role, Cell cell, Cell place, PaintId paint) const {
  return cell_fill(role, cell, paint, lattice_.cell(place));
}

Shape FlatMap::inner_grid(Role role, PaintId line, Cell place, int rows, int cols) const {
  return {role, std::nullopt, line, Stroke{lattice_.inner_grid(place, rows, cols), kThin, 0}};
}

Shape FlatMap::frame(Role role, PaintId line, Cell place, int rows, int cols, double width) const {
  return {role, std::nullopt, line, Stroke{{{lattice_.block(place, rows, cols), true}}, width, 0}};
}

void FlatMap::dashed_frame(DisplayList& shapes, Role role, PaintId line, Cell place, int rows, int cols,
                           double width) const {
  add_dashed_box(shapes, role, line, box_of(place, rows, cols), width);
}

void FlatMap::number(DisplayList& shapes, Role role, Cell cell, Cell place, PaintId ink, std::string_view text) const {
  write_centred(shapes, role, cell, ink, text, middle(place), size_.digits, size_.style);
}

}  // namespace convarith
