#include "layout/panels/row_tree.hpp"

#include <algorithm>
#include <utility>

namespace convarith {
namespace {

constexpr double kTreeRowGap = 14;  // bp

}  // namespace

void RowTree::add(double width, double height, std::string title, std::string caption, Mover mover) {
  row_.add(width, height, std::move(title), std::move(caption));
  movers_.push_back(std::move(mover));
}

void RowTree::add_column(std::vector<RowTree> rows) {
  Box box;
  std::vector<Point> starts;
  double top = 0;
  for (const RowTree& row : rows) {
    const Box here = row.box();
    const Point start{0, starts.empty() ? 0 : top - here.top};
    starts.push_back(start);
    box.add(here.moved(start));
    top = start.y + here.bottom - kTreeRowGap;
  }
  // Level with the row is the middle between the first and the last of the column's rows, whatever is written below.
  const double axis = starts.back().y / 2;
  const double reach = std::max(box.top - axis, axis - box.bottom);
  row_.add(box.width(), 2 * reach);
  movers_.emplace_back();
  columns_.push_back({std::move(rows), std::move(starts), {box.left, axis - reach}});
}

void RowTree::place(Point start) {
  row_.place(start);
  auto column = columns_.begin();
  for (std::size_t i = 0; i < movers_.size(); ++i) {
    const Point corner = row_.corner(i);
    if (movers_[i]) {
      movers_[i](corner);
      continue;
    }
    const Point origin = corner - column->lower_left;
    for (std::size_t j = 0; j < column->rows.size(); ++j) column->rows[j].place(origin + column->starts[j]);
    ++column;
  }
}

void RowTree::write(DisplayList& shapes, PaintId ink) const {
  row_.write(shapes, ink);
  for (const Column& column : columns_) {
    for (const RowTree& row : column.rows) row.write(shapes, ink);
  }
}

}  // namespace convarith
