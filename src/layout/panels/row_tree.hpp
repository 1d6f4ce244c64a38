#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "layout/panels/panel_row.hpp"

namespace convarith {

/// Panels in a row, among which there may be columns of further rows.
class RowTree {
 public:
  /// Puts a panel's lower left corner at a point.
  using Mover = std::function<void(Point corner)>;

  /// To add signs, words and arrows.
  PanelRow& row() { return row_; }
  void add(double width, double height, std::string title, std::string caption, Mover mover);
  /// Rows below each other, as wide as each other.
  void add_column(std::vector<RowTree> rows);

  /// Around all that is in it.
  Box box() const { return row_.box(); }
  /// When it is complete: all panels take their places, the row's beginning at a point instead of {0, 0}.
  void place(Point start);
  /// Titles, captions, signs, words and arrows.
  void write(DisplayList& shapes, PaintId ink) const;

 private:
  struct Column {
    std::vector<RowTree> rows;
    std::vector<Point> starts;  // of the rows, from the first one's
    Point lower_left = {};      // of its box, from there
  };

  PanelRow row_;
  std::vector<Mover> movers_;    // of panels; none for columns
  std::vector<Column> columns_;  // in order
};

}  // namespace convarith
