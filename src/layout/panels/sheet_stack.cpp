#include "layout/panels/sheet_stack.hpp"

#include <algorithm>
#include <utility>

#include "layout/panels/panel_shapes.hpp"
#include "layout/shapes/measures.hpp"

namespace convarith {
namespace {

/// Assigns the shapes that were added to a list from `first` on to a sheet.
void claim(DisplayList& shapes, std::size_t first, int sheet) {
  for (std::size_t i = first; i < shapes.size(); ++i) shapes[i].sheet = sheet;
}

}  // namespace

SheetStack::SheetStack(const ShownSheets& sheets, int rows, int cols, double cell_width, Cell shift,
                       const NumberSize& size)
    : shift_(shift),
      dots_after_(sheets.dots_after),
      maps_(sheets.numbers.size(), FlatMap(rows, cols, cell_width, size)) {
  move_to({});
}

/// Returns by how many shifts a sheet lies behind the front.
int SheetStack::depth_of(int sheet) const {
  return sheet + (dots_after_ && sheet > static_cast<int>(*dots_after_) ? 1 : 0);
}

/// Returns the rows and columns by which a sheet looks out from behind the sheet in front of it.
Cell SheetStack::shift_of(int sheet) const {
  const int shifts = depth_of(sheet) - depth_of(sheet - 1);
  return {shifts * shift_.row, shifts * shift_.col};
}

double SheetStack::width() const {
  return front().width() + depth_of(sheets() - 1) * shift_.col * front().cell_width();
}

double SheetStack::height() const {
  return front().height() + depth_of(sheets() - 1) * shift_.row * front().cell_height();
}

void SheetStack::move_to(Point corner) {
  for (int number = 0; number < sheets(); ++number) {
    FlatMap& map = maps_[static_cast<std::size_t>(number)];
    const Cell shift{depth_of(number) * shift_.row, depth_of(number) * shift_.col};
    map.move_to(corner + Point{shift.col * map.cell_width(), shift.row * map.cell_height()});
  }
}

bool SheetStack::shows(int sheet, Cell place) const {
  const Cell shift = shift_of(sheet);
  return sheet == 0 || place.row < shift.row || place.col >= front().cols() - shift.col;
}

/// Returns the sides of a block of cells, as far as they are seen. Cells above the shift's row, and cells right of
/// `edge`, look out from behind the sheet in front.
std::vector<Stroke::Path> SheetStack::sides_shown(int sheet, Cell place, int rows, int cols) const {
  const Lattice& lattice = maps_[static_cast<std::size_t>(sheet)].lattice();
  const Cell shift = shift_of(sheet);
  const int edge = front().cols() - shift.col;
  const int bottom = place.row + rows;
  const int right = place.col + cols;
  std::vector<Stroke::Path> sides;
  const auto add_level = [&](int row, bool is_whole) {
    const int from = is_whole ? place.col : std::max(place.col, edge);
    if (from < right) sides.push_back({{lattice.at(row, from), lattice.at(row, right)}, false});
  };
  const auto add_upright = [&](int col, bool is_whole) {
    const int to = is_whole ? bottom : std::min(bottom, shift.row);
    if (to > place.row) sides.push_back({{lattice.at(to, col), lattice.at(place.row, col)}, false});
  };
  add_level(bottom, bottom < shift.row);
  add_level(place.row, place.row < shift.row);
  add_upright(place.col, place.col >= edge);
  add_upright(right, right > edge);
  return sides;
}

void SheetStack::add_inner_grid(DisplayList& shapes, Role role, PaintId line, int number) const {
  const FlatMap& map = sheet(number);
  const int rows = map.rows();
  const int cols = map.cols();
  const std::size_t first = shapes.size();
  if (number == 0) {
    if (rows > 1 || cols > 1) shapes.push_back(map.inner_grid(role, line, {}, rows, cols));
    return;
  }
  const Cell shift = shift_of(number);
  const int above = std::min(shift.row, rows);
  const int beside = std::min(shift.col, cols);
  if (above > 1 || cols > 1) shapes.push_back(map.inner_grid(role, line, {}, above, cols));
  if (above < rows) shapes.push_back(map.inner_grid(role, line, {above - 1, cols - beside}, rows - above + 1, beside));
  claim(shapes, first, number);
}

void SheetStack::add_frame(DisplayList& shapes, Role role, PaintId line, int number, Cell place, int rows, int cols,
                           double width) const {
  if (number == 0) {
    shapes.push_back(sheet(number).frame(role, line, place, rows, cols, width));
    return;
  }
  std::vector<Stroke::Path> sides = sides_shown(number, place, rows, cols);
  if (sides.empty()) return;
  // Sides are lengthened so that corners are closed, because their ends are blunt.
  for (Stroke::Path& side : sides) {
    const bool is_level = side.points[0].y == side.points[1].y;
    const Point more{is_level ? width / 2 : 0, is_level ? 0 : width / 2};
    side.points[0] = side.points[0] - more;
    side.points[1] = side.points[1] + more;
  }
  shapes.push_back({role, std::nullopt, line, Stroke{std::move(sides), width, 0}, number});
}

void SheetStack::add_dashed_frame(DisplayList& shapes, Role role, PaintId line, int number, Cell place, int rows,
                                  int cols, double width) const {
  if (number == 0) return sheet(number).dashed_frame(shapes, role, line, place, rows, cols, width);
  for (Stroke::Path& side : sides_shown(number, place, rows, cols)) {
    const double dash = even_dash(length_of(side.points[1] - side.points[0]));
    shapes.push_back({role, std::nullopt, line, Stroke{{std::move(side)}, width, dash}, number});
  }
}

void SheetStack::add_lines(DisplayList& shapes, Role role, PaintId line, bool has_inner_grid) const {
  for (int number = sheets() - 1; number >= 0; --number) {
    if (has_inner_grid) add_inner_grid(shapes, role, line, number);
    add_frame(shapes, role, line, number, {}, front().rows(), front().cols(), kThick);
  }
}

/// Draws dots along the line of the sheets' upper left corners, and along that of their lower right corners.
void SheetStack::add_dots(DisplayList& shapes, PaintId ink) const {
  if (!dots_after_) return;
  const Box before = maps_[*dots_after_].box();
  const Box after = maps_[*dots_after_ + 1].box();
  add_panel_dots(shapes, ink, {(before.left + after.left) / 2, (before.top + after.top) / 2},
                 {after.left - before.left, after.top - before.top});
  add_panel_dots(shapes, ink, {(before.right + after.right) / 2, (before.bottom + after.bottom) / 2},
                 {after.left - before.left, after.top - before.top});
}

}  // namespace convarith
