#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "layout/panels/flat_map.hpp"
#include "layout/panels/shown_sheets.hpp"

namespace convarith {

/// Maps of one size, one behind the other, each further to the right and further up than the one in front of it. They
/// are shifted by whole cells, so that a cell of a sheet behind is seen wholly or not at all. Sheet 0 is in front.
/// Where sheets are left out, there is room for one sheet, with dots in it.
class SheetStack {
 public:
  /// `shift`: rows and columns by which each sheet looks out from behind the one in front of it.
  SheetStack(const ShownSheets& sheets, int rows, int cols, double cell_width, Cell shift = {1, 1},
             const NumberSize& size = {});

  int sheets() const { return static_cast<int>(maps_.size()); }
  const FlatMap& front() const { return maps_.front(); }
  const FlatMap& sheet(int number) const { return maps_[static_cast<std::size_t>(number)]; }
  double width() const;
  double height() const;
  /// Moves the lower left corner of the front sheet, which is also that of the stack, to a point.
  void move_to(Point corner);

  /// Whether a cell of a sheet is seen.
  bool shows(int sheet, Cell place) const;

  /// Calls visit(sheet, place) for all cells that are seen, from the back to the front.
  template <class Visit>
  void for_each_shown(const Visit& visit) const {
    for (int number = sheets() - 1; number >= 0; --number) {
      for (int row = 0; row < front().rows(); ++row) {
        for (int col = 0; col < front().cols(); ++col) {
          if (shows(number, {row, col})) visit(number, Cell{row, col});
        }
      }
    }
  }

  /// Draws the thin lines between the cells of a sheet, as far as they are seen.
  void add_inner_grid(DisplayList& shapes, Role role, PaintId line, int sheet) const;
  /// Draws the line around some cells of a sheet, as far as it is seen.
  void add_frame(DisplayList& shapes, Role role, PaintId line, int sheet, Cell place, int rows, int cols,
                 double width) const;
  void add_dashed_frame(DisplayList& shapes, Role role, PaintId line, int sheet, Cell place, int rows, int cols,
                        double width = FlatMap::kBold) const;
  /// Draws the lines of all sheets: thin ones between cells, if there are to be any, and a thick one around them.
  void add_lines(DisplayList& shapes, Role role, PaintId line, bool has_inner_grid = true) const;
  void add_dots(DisplayList& shapes, PaintId ink) const;

 private:
  int depth_of(int sheet) const;
  Cell shift_of(int sheet) const;
  std::vector<Stroke::Path> sides_shown(int sheet, Cell place, int rows, int cols) const;

  Cell shift_;
  std::optional<std::size_t> dots_after_;
  std::vector<FlatMap> maps_;
};

}  // namespace convarith
