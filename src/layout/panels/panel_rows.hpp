#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "layout/panels/panel_row.hpp"

namespace convarith {

/// Rows of panels below each other. The middles of their panels are on one line, whatever signs and words there are
/// beside them.
class PanelRows {
 public:
  PanelRows() : rows_(1) {}

  void begin_row() { rows_.emplace_back(); }
  /// The row that is being filled.
  PanelRow& last() { return rows_.back(); }
  /// A panel at the end of the last row; gives its number in all rows.
  std::size_t add(double width, double height, std::string title, std::string caption, const PanelRoom& room);

  /// When no more is added: puts the rows below each other, and moves all of them.
  void stack(Point shift);
  /// The lower left corner of a panel.
  Point corner(std::size_t panel) const;
  Box box() const;
  /// Titles, captions, signs and words.
  void write(DisplayList& shapes, PaintId ink) const;

 private:
  struct Slot {
    std::size_t row = 0;
    std::size_t panel = 0;
  };

  std::vector<PanelRow> rows_;
  std::vector<Slot> slots_;
};

}  // namespace convarith
