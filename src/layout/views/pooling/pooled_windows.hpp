#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "layout/panels/flat_map.hpp"
#include "layout/panels/number_paints.hpp"
#include "layout/panels/numbers.hpp"

namespace convarith {

/// All windows of a pooling, pulled apart and arranged like the outputs.
class PooledWindows {
 public:
  PooledWindows(const Walkthrough& walkthrough, const Numbers& numbers);

  double width() const { return width_; }
  double height() const { return height_; }
  /// Returns, for example, "2 × 2 windows".
  std::string title() const;
  /// Returns, for example, "stride 2".
  std::string caption() const;
  /// Moves the lower left corner of all windows to a point.
  void move_to(Point corner) { corner_ = corner; }
  /// Draws the window of a step with all its numbers.
  void draw(const Step& step, Pen pen) const;

 private:
  /// A row or a column of windows.
  struct Line {
    double start = 0;  // bp from the first one
    int cells = 1;
  };
  std::vector<Line> lines_along(const AxisWalk& axis, double cell) const;
  std::vector<std::string> texts() const;
  const CellLook& look() const { return numbers_.plane_look(); }
  bool is_heat_at(const Tap& tap) const;
  bool is_beyond(Cell place) const;
  std::optional<std::size_t> winner_of(const Step& step) const;
  FlatMap map_of(Cell output) const;
  void draw_cells(const Step& step, const FlatMap& map, Pen pen) const;

  Walkthrough walkthrough_;
  Numbers numbers_;
  double cell_width_;
  double cell_height_;
  std::vector<Line> rows_;
  std::vector<Line> cols_;
  double width_ = 0;
  double height_ = 0;
  Point corner_;
};

}  // namespace convarith
