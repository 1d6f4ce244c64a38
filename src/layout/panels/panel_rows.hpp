#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "layout/panels/panel_row.hpp"

namespace convarith {

/// Rows of panels, one below the other. The panels of each row are centred on the same vertical line, whatever signs
/// and words stand beside them.
class PanelRows {
 public:
  PanelRows() : rows_(1) {}

  void begin_row() { rows_.emplace_back(); }
  /// Returns the row that is being filled.
  PanelRow& last() { return rows_.back(); }
  /// Adds a panel at the end of the last row. Returns its number among the panels of all rows.
  std::size_t add(double width, double height, std::string title, std::string caption, const PanelRoom& room);

  /// Puts the rows below each other, and moves all of them. No panels may be added after that.
  void stack(Point shift);
  /// Returns the lower left corner of a panel.
  Point corner(std::size_t panel) const;
  Box box() const;
  /// Writes titles, captions, signs and words.
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
