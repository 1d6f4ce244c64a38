#include "layout/panels/row_tree.hpp"

#include <algorithm>
#include <utility>

namespace convarith {
namespace {

constexpr double kTreeRowGap = 14;  // bp

/// Around rows below each other, when the first begins at the origin. Calls visit(row, start) for each.
template <class Rows, class Visit>
Box stack(Rows& rows, const Visit& visit) {
  Box all;
  double top = 0;
  for (auto& row : rows) {
    const Box box = row.box();
    const double y = &row == &rows.front() ? 0 : top - box.top;
    visit(row, Point{0, y});
    all.add(box.moved({0, y}));
    top = y + box.bottom - kTreeRowGap;
  }
  return all;
}

}  // namespace

void RowTree::add(double width, double height, std::string title, std::string caption, Mover mover) {
  row_.add(width, height, std::move(title), std::move(caption));
  movers_.push_back(std::move(mover));
}

void RowTree::add_column(std::vector<RowTree> rows) {
  Point last;
  const Box box = stack(rows, [&last](const RowTree&, Point start) { last = start; });
  // Level with the row is the middle between the first and the last of the column's rows, whatever is written below.
  const double axis = last.y / 2;
  const double reach = std::max(box.top - axis, axis - box.bottom);
  row_.add(box.width(), 2 * reach);
  movers_.emplace_back();
  columns_.push_back({std::move(rows), {box.left, axis - reach}});
}

void RowTree::place(Point start) {
  start_ = start;
  auto column = columns_.begin();
  for (std::size_t i = 0; i < movers_.size(); ++i) {
    const Point corner = row_.corner(i) + start;
    if (movers_[i]) {
      movers_[i](corner);
      continue;
    }
    const Point origin = corner - column->lower_left;
    stack(column->rows, [origin](RowTree& row, Point way) { row.place(origin + way); });
    ++column;
  }
}

void RowTree::write(DisplayList& shapes, PaintId ink) const {
  row_.write(shapes, ink, start_);
  for (const Column& column : columns_) {
    for (const RowTree& row : column.rows) row.write(shapes, ink);
  }
}

}  // namespace convarith
