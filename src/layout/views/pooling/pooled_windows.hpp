#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "layout/panels/flat_map.hpp"
#include "layout/panels/number_paints.hpp"
#include "layout/panels/numbers.hpp"

namespace convarith {

/// All windows of a pooling, pulled apart, in the arrangement of its outputs.
class PooledWindows {
 public:
  PooledWindows(const Walkthrough& walkthrough, const Numbers& numbers);

  double width() const { return width_; }
  double height() const { return height_; }
  /// "2 × 2 windows"
  std::string title() const;
  /// "stride 2"
  std::string caption() const;
  /// To have their lower left corner at a point.
  void move_to(Point corner) { corner_ = corner; }
  /// The window of a step, with all its numbers.
  void draw(const Step& step, Pen pen) const;

 private:
  /// Rows or columns of windows.
  struct Line {
    double start = 0;  // bp from the first one
    int cells = 1;
  };
  std::vector<Line> lines_along(const AxisWalk& axis, double cell) const;
  std::vector<std::string> texts() const;
  bool is_beyond(Cell place) const;
  std::optional<std::size_t> winner_of(const Step& step) const;
  FlatMap map_of(Cell output) const;
  void draw_cells(const Step& step, const FlatMap& map, Pen pen) const;

  Walkthrough walkthrough_;
  Numbers numbers_;
  double cell_width_;
  std::vector<Line> rows_;
  std::vector<Line> cols_;
  double width_ = 0;
  double height_ = 0;
  Point corner_;
};

}  // namespace convarith
