#include "layout/panels/panel_rows.hpp"

#include <utility>

namespace convarith {
namespace {

constexpr double kPanelRowGap = 14;  // bp

}  // namespace

std::size_t PanelRows::add(double width, double height, std::string title, std::string caption, const PanelRoom& room) {
  slots_.push_back({rows_.size() - 1, last().add(width, height, std::move(title), std::move(caption))});
  last().leave_room(room);
  return slots_.size() - 1;
}

void PanelRows::stack(Point shift) {
  double top = 0;
  for (PanelRow& row : rows_) {
    row.place({});
    const Box box = row.box();
    const double y = &row == &rows_.front() ? 0 : top - box.top;
    const double middle = rows_.size() == 1 ? box.middle() : row.middle_of_panels();
    row.place(shift + Point{-middle, y});
    top = y + box.bottom - kPanelRowGap;
  }
}

Point PanelRows::corner(std::size_t panel) const {
  return rows_[slots_[panel].row].corner(slots_[panel].panel);
}

Box PanelRows::box() const {
  Box box;
  for (const PanelRow& row : rows_) box.add(row.box());
  return box;
}

void PanelRows::write(DisplayList& shapes, PaintId ink) const {
  for (const PanelRow& row : rows_) row.write(shapes, ink);
}

}  // namespace convarith
