#include "layout/views/pooling/pooled_windows.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "arithmetic/formula.hpp"
#include "layout/panels/heat_cells.hpp"
#include "layout/panels/input_panel.hpp"
#include "layout/panels/panel_shapes.hpp"

namespace convarith {
namespace {

constexpr double kWindowGap = 8;    // bp between windows
constexpr double kWinnerFrame = 1;  // width of the line around a maximum on heat, bp

/// Returns the length of all windows along an axis; none if the lengths differ.
std::optional<int> common_length(const AxisWalk& axis) {
  for (int i = 1; i < axis.output; ++i) {
    if (axis.taps_of(i) != axis.taps_of(0)) return std::nullopt;
  }
  return axis.taps_of(0);
}

}  // namespace

PooledWindows::PooledWindows(const Walkthrough& walkthrough, const Numbers& numbers)
    : walkthrough_(walkthrough),
      numbers_(numbers),
      cell_width_(look().width_for(texts())),
      cell_height_(look().size().cell) {
  rows_ = lines_along(walkthrough_.rows(), cell_height_);
  cols_ = lines_along(walkthrough_.cols(), cell_width_);
  height_ = rows_.back().start + rows_.back().cells * cell_height_;
  width_ = cols_.back().start + cols_.back().cells * cell_width_;
}

std::vector<PooledWindows::Line> PooledWindows::lines_along(const AxisWalk& axis, double cell) const {
  std::vector<Line> lines;
  double start = 0;
  for (int i = 0; i < axis.output; ++i) {
    lines.push_back({start, axis.taps_of(i)});
    start += axis.taps_of(i) * cell + kWindowGap;
  }
  return lines;
}

bool PooledWindows::is_beyond(Cell place) const {
  return place.row >= walkthrough_.rows().padded || place.col >= walkthrough_.cols().padded;
}

std::vector<std::string> PooledWindows::texts() const {
  std::vector<std::string> texts;
  if (look().side > 0) return texts;
  for (int row = 0; row < walkthrough_.rows().padded; ++row) {
    for (int col = 0; col < walkthrough_.cols().padded; ++col) {
      if (const std::optional<double> number = numbers_.at_place({row, col}))
        texts.push_back(numbers_.input_text(*number));
    }
  }
  return texts;
}

std::string PooledWindows::title() const {
  const std::optional<int> rows = common_length(walkthrough_.rows());
  const std::optional<int> cols = common_length(walkthrough_.cols());
  const bool is_one = walkthrough_.steps() == 1;
  if (!rows || !cols) return "Windows";
  if (walkthrough_.operation().dims == 1) return fmt::format("{} of {}", is_one ? "Window" : "Windows", *cols);
  return fmt::format("{} × {} {}", *rows, *cols, is_one ? "window" : "windows");
}

std::string PooledWindows::caption() const {
  const Operation& operation = walkthrough_.operation();
  if (operation.adaptive) return {};
  const auto said = [&](const char* word, int Axis::*member) {
    const bool are_alike = operation.dims == 1 || operation.rows.*member == operation.cols.*member;
    return fmt::format("{} {}", word, are_alike ? std::to_string(operation.cols.*member) : map_size(operation, member));
  };
  const std::string stride = said("stride", &Axis::stride);
  const bool is_dilated = operation.rows.dilation > 1 || operation.cols.dilation > 1;
  return is_dilated ? stride + ", " + said("dilation", &Axis::dilation) : stride;
}

FlatMap PooledWindows::map_of(Cell output) const {
  const Line& row = rows_[static_cast<std::size_t>(output.row)];
  const Line& col = cols_[static_cast<std::size_t>(output.col)];
  FlatMap map(row.cells, col.cells, cell_width_, look().size());
  map.move_to({corner_.x + col.start, corner_.y + height_ - row.start - map.height()});
  return map;
}

/// Returns the index of the tap with the maximum, the first if several have it; none for an average pooling.
std::optional<std::size_t> PooledWindows::winner_of(const Step& step) const {
  if (walkthrough_.operation().op != Operator::max_pooling) return std::nullopt;
  std::optional<std::size_t> winner;
  double most = 0;
  for (std::size_t i = 0; i < step.taps.size(); ++i) {
    if (!step.taps[i].input) continue;
    const double number = numbers_.input(*step.taps[i].input);
    if (winner && number <= most) continue;
    winner = i;
    most = number;
  }
  return winner;
}

/// Whether the colour of a cell says its number.
bool PooledWindows::is_heat_at(const Tap& tap) const {
  return look().is_heat && (tap.input || walkthrough_.source_of(tap.place));
}

void PooledWindows::draw_cells(const Step& step, const FlatMap& map, Pen pen) const {
  for (std::size_t i = 0; i < step.taps.size(); ++i) {
    const Tap& tap = step.taps[i];
    if (is_beyond(tap.place)) continue;
    if (is_heat_at(tap)) {
      const PaintId paint = pen.paints.heat.fill(numbers_.input_scale(), *numbers_.at_place(tap.place));
      pen.add(heat_cell(map, Role::window_cell, tap.place, cell_of_tap(i, map), paint));
      continue;
    }
    const PaintId paint = tap.input ? pen.paints.origin(step.output) : pen.paints.padding;
    pen.add(map.fill(Role::window_cell, tap.place, cell_of_tap(i, map), paint));
  }
}

void PooledWindows::draw(const Step& step, Pen pen) const {
  const FlatMap map = map_of(step.output);
  const std::optional<std::size_t> winner = winner_of(step);
  draw_cells(step, map, pen);
  if (step.taps.size() > 1 && !look().is_heat) {
    pen.add(map.inner_grid(Role::region_grid, pen.paints.line, {}, map.rows(), map.cols()));
  }
  map.dashed_frame(pen.shapes, Role::region_frame, pen.paints.line, {}, map.rows(), map.cols());
  for (std::size_t i = 0; i < step.taps.size() && look().has_numbers; ++i) {
    const Tap& tap = step.taps[i];
    const std::optional<double> number = numbers_.at_place(tap.place);
    if (!number) continue;
    const bool is_winner = i == winner;
    const PaintId ink = is_heat_at(tap) ? pen.paints.heat.ink(numbers_.input_scale(), *number)
                        : is_winner     ? pen.paints.accent
                        : tap.input     ? pen.paints.ink
                                        : pen.paints.faint;
    map.number(pen.shapes, is_winner ? Role::winner_number : Role::window_number, tap.place, cell_of_tap(i, map), ink,
               numbers_.input_text(*number));
  }
  if (!winner) return;
  if (look().is_heat) {
    const HeatFrame frame{Role::winner_frame, pen.paints.accent, kWinnerFrame};
    const Box cell = map.box_of(cell_of_tap(*winner, map), 1, 1);
    add_cased_frame(pen.shapes, cell.grown(-kWinnerFrame), frame, pen.paints.heat.casing());
    pen.shapes.back().cell = step.taps[*winner].place;
    return;
  }
  Shape frame = map.frame(Role::winner_frame, pen.paints.accent, cell_of_tap(*winner, map), 1, 1, kCellFrame);
  frame.cell = step.taps[*winner].place;
  pen.add(std::move(frame));
}

}  // namespace convarith
