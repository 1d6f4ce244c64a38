#pragma once

// Where the planes of a figure stand, and which of them hides which, worked out from the description alone: planes of a
// group one above the other, groups side by side, of many the first two and the last. Nothing of the program is used
// here.

#include <algorithm>
#include <cstddef>
#include <vector>

#include "tests/pictures/figure.hpp"

namespace convarith::testing {

/// One plane, and how far it stands from where a figure of one channel and one filter has it.
struct Floor {
  bool is_input = true;
  int column = 0;
  Spot shift;
};

/// Any figure of planes; that of one channel and one filter has two.
class FloorsFigure {
 public:
  explicit FloorsFigure(const FigureLayer& layer) : planes(layer) {
    const int columns = layer.is_pooling() ? layer.channels : layer.groups;
    const std::vector<double> inputs = heights(layer.channels / columns, input_size());
    const std::vector<double> outputs = heights(layer.filters / columns, output_size());
    const double lift = layer.channels * layer.filters == 1 ? 0 : lift_of_outputs();
    const double width = planes.page_width - 2 * Figure::kPageBorder - Figure::kThickLine;
    double x = 0;
    for (int column = 0; column < shown(columns); ++column) {
      for (const double height : inputs) floors.push_back({true, column, {x, height}});
      for (const double height : outputs) floors.push_back({false, column, {x, inputs.back() + lift + height}});
      page_width = planes.page_width + x;
      x += width +
           (is_dotted(columns, column) ? dots_length(input_size()) : std::max(1.5 * Figure::kCellSide, width / 10));
    }
    page_height = std::max(planes.page_height + inputs.back() + lift + outputs.back(), top_of_highest_input());
    dots = columns > kMost ? 3 : 0;
    for (const int count : {layer.channels / columns, layer.filters / columns}) {
      if (count > kMost) dots += 3 * shown(columns);
    }
  }

  /// A place on a plane, in cells from its top left corner.
  Spot at(const Floor& floor, double row, double col) const {
    const Spot spot = floor.is_input ? planes.lower(row, col) : planes.upper(row, col);
    return {spot.x + floor.shift.x, spot.y + floor.shift.y};
  }

  /// Whether a plane above this one lies over a spot, or within `margin` cells of it.
  bool is_hidden(std::size_t number, const Spot& spot, double margin) const {
    for (std::size_t i = number + 1; i < floors.size() && floors[i].column == floors[number].column; ++i) {
      if (covers(floors[i], spot, margin)) return true;
    }
    return false;
  }

  /// The lines that lead from floor to floor through the column of a plane.
  std::vector<Segment> projectors(int step, const Floor& floor) const {
    std::vector<Segment> lines;
    for (std::size_t i = 0; i + 1 < floors.size(); ++i) {
      if (floors[i].column != floor.column || floors[i + 1].column != floor.column) continue;
      const std::vector<Spot> from = joined_corners(step, floors[i]);
      const std::vector<Spot> to = joined_corners(step, floors[i + 1]);
      for (std::size_t corner = 0; corner < 4; ++corner) lines.push_back({from[corner], to[corner]});
    }
    return lines;
  }

  std::vector<Segment> dropped_window(const Floor& floor) const {
    std::vector<Segment> lines = planes.dropped_window();
    for (Segment& line : lines) {
      for (Spot* const end : {&line.from, &line.to}) *end = {end->x + floor.shift.x, end->y + floor.shift.y};
    }
    return lines;
  }

  Figure planes;
  std::vector<Floor> floors;  ///< from left to right, in each column from the lowest up
  int dots = 0;
  double page_width = 0;
  double page_height = 0;

 private:
  static constexpr int kMost = 6;
  static constexpr double kClear = 0.75;  ///< cells between planes

  struct Size {
    int rows = 1;
    int cols = 1;

    double height() const { return 0.5 * cols + 0.65 * rows; }
    /// Of the stretch of a vertical line through the middle, where it leaves by the front or by a side.
    double through() const { return std::min<double>(rows, cols / 0.7); }
  };

  Size input_size() const { return {planes.last_row() - planes.first_row(), planes.last_col() - planes.first_col()}; }
  Size output_size() const { return {planes.rows.output(), planes.cols.output()}; }

  static int shown(int count) { return count > kMost ? 3 : count; }
  static bool is_dotted(int count, int number) { return count > kMost && number == 1; }
  /// Three dots half a cell apart, more beside large planes, with room around them.
  static double dots_length(const Size& size) {
    return 4.5 * 0.5 * Figure::kCellSide * std::max(1.0, size.height() / 12);
  }

  static std::vector<double> heights(int count, const Size& size) {
    std::vector<double> heights{0};
    for (int i = 1; i < shown(count); ++i) {
      const double usual = std::max(1.5, size.through() + kClear);
      const double dotted = size.through() + dots_length(size) / Figure::kCellSide;
      heights.push_back(heights.back() + (is_dotted(count, i - 1) ? dotted : usual) * Figure::kCellSide);
    }
    return heights;
  }

  /// How much higher the first output is than in a figure of one channel and one filter, so that straight below its
  /// lowest corner there is paper before the plane begins.
  double lift_of_outputs() const {
    const Spot corner = planes.upper(planes.rows.output(), 0);
    const auto is_clear = [&](double lift) {
      return !covers({true, 0, {}}, {corner.x, corner.y + lift - kClear * Figure::kCellSide}, 0);
    };
    if (is_clear(0)) return 0;
    double low = 0;
    double high = 1000 * Figure::kCellSide;
    for (int i = 0; i < 60; ++i) {
      const double middle = (low + high) / 2;
      (is_clear(middle) ? high : low) = middle;
    }
    return high;
  }

  /// With the border above it.
  double top_of_highest_input() const {
    double top = 0;
    for (const Floor& floor : floors) {
      if (floor.is_input) top = std::max(top, at(floor, planes.first_row(), planes.last_col()).y);
    }
    return top + Figure::kPageBorder + Figure::kThickLine / 2;
  }

  bool covers(const Floor& floor, const Spot& spot, double margin) const {
    const Spot corner = at(floor, 0, 0);
    const double a = (spot.x - corner.x) / Figure::kCellSide;
    const double b = (spot.y - corner.y) / Figure::kCellSide;
    const double row = 0.5 * a - b;
    const double col = 0.65 * a + 0.7 * b;
    if (floor.is_input) {
      return row > planes.first_row() - margin && row < planes.last_row() + margin &&
             col > planes.first_col() - margin && col < planes.last_col() + margin;
    }
    return row > -margin && row < planes.rows.output() + margin && col > -margin && col < planes.cols.output() + margin;
  }

  /// Of the window, or of the current output cell.
  std::vector<Spot> joined_corners(int step, const Floor& floor) const {
    const int row = step / planes.cols.output();
    const int col = step % planes.cols.output();
    const int top = floor.is_input ? planes.rows.window(row) : row;
    const int left = floor.is_input ? planes.cols.window(col) : col;
    const int bottom = top + (floor.is_input ? planes.rows.extent(row) : 1);
    const int right = left + (floor.is_input ? planes.cols.extent(col) : 1);
    return {at(floor, top, left), at(floor, top, right), at(floor, bottom, left), at(floor, bottom, right)};
  }
};

}  // namespace convarith::testing
