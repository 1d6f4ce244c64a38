#include "arithmetic/walkthrough.hpp"

#include <algorithm>
#include <cassert>
#include <cstdlib>

namespace convarith {
namespace {

/// The plane extends to the end of windows that ceil_mode lets reach beyond the padding, and of the one that it drops.
AxisWalk walk_direct(const Axis& axis, PaddingMode mode) {
  AxisWalk walk;
  walk.input = axis.input;
  walk.output = axis.output;
  walk.padded = axis.padded();
  walk.first_input = axis.padding.before;
  walk.advance = axis.stride;
  walk.taps = axis.kernel;
  walk.dilation = axis.dilation;
  walk.mode = mode;
  if (axis.drops_window) walk.dropped = axis.output * axis.stride;
  const int last_window = walk.dropped.value_or((axis.output - 1) * axis.stride);
  walk.plane = std::max(walk.padded, last_window + axis.effective_kernel());
  return walk;
}

AxisWalk walk_transposed(const Axis& axis) {
  AxisWalk walk;
  walk.input = axis.input;
  walk.output = axis.output;
  walk.plane = axis.output + axis.effective_kernel() - 1;
  walk.padded = walk.plane;
  walk.first_input = axis.effective_kernel() - 1 - axis.padding.before;
  walk.spread = axis.stride;
  walk.taps = axis.kernel;
  walk.dilation = axis.dilation;
  walk.flipped = true;
  return walk;
}

AxisWalk walk_adaptive(const Axis& axis) {
  AxisWalk walk;
  walk.input = walk.plane = walk.padded = axis.input;
  walk.output = axis.output;
  walk.taps = axis.kernel;
  walk.adaptive = true;
  return walk;
}

}  // namespace

AxisWalk walk_along(const Axis& axis, const Operation& operation) {
  if (operation.adaptive) return walk_adaptive(axis);
  return operation.transposed ? walk_transposed(axis) : walk_direct(axis, operation.padding_mode);
}

int AxisWalk::window(int output_index) const {
  if (!adaptive) return output_index * advance;
  return static_cast<int>(static_cast<long long>(output_index) * input / output);
}

int AxisWalk::taps_of(int output_index) const {
  if (!adaptive) return taps;
  const long long end = ((output_index + 1LL) * input + output - 1) / output;
  return static_cast<int>(end) - window(output_index);
}

AxisTap AxisWalk::tap(int output_index, int tap) const {
  const int place = window(output_index) + tap * dilation;
  const std::optional<int> direct = input_at(place);
  return {place, flipped ? taps - 1 - tap : tap, direct, direct ? std::nullopt : source_of(place), place < padded};
}

std::optional<int> AxisWalk::input_at(int place) const {
  const int offset = place - first_input;
  if (offset < 0 || offset % spread != 0 || offset / spread >= input) return std::nullopt;
  return offset / spread;
}

/// Follows torch.nn.functional.pad of PyTorch.
std::optional<int> AxisWalk::source_of(int place) const {
  const int index = place - first_input;
  const bool is_padding = place < padded && (index < 0 || index >= input);
  if (!is_padding) return std::nullopt;
  switch (mode) {
    case PaddingMode::zeros:
      return std::nullopt;
    case PaddingMode::reflect:
      return index < 0 ? -index : 2 * (input - 1) - index;
    case PaddingMode::replicate:
      return std::clamp(index, 0, input - 1);
    case PaddingMode::circular:
      return (index + input) % input;
  }
  assert(false);
  return std::nullopt;
}

bool AxisWalk::shows(int input_index) const {
  const int place = place_of(input_index);
  return place >= 0 && place < plane;
}

Walkthrough::Walkthrough(const Operation& operation)
    : operation_(operation),
      rows_(walk_along(operation.rows, operation)),
      cols_(walk_along(operation.cols, operation)) {
  assert(operation.dims <= 2);
}

std::size_t Walkthrough::steps() const {
  return static_cast<std::size_t>(rows_.output) * static_cast<std::size_t>(cols_.output);
}

Walkthrough Walkthrough::flipped() const {
  Walkthrough other = *this;
  other.rows_.flipped = !rows_.flipped;
  other.cols_.flipped = !cols_.flipped;
  return other;
}

std::optional<Cell> Walkthrough::input_at(Cell place) const {
  const std::optional<int> row = rows_.input_at(place.row);
  const std::optional<int> col = cols_.input_at(place.col);
  if (!row || !col) return std::nullopt;
  return Cell{*row, *col};
}

std::optional<Cell> Walkthrough::source_of(Cell place) const {
  if (operation_.padding_mode == PaddingMode::zeros) return std::nullopt;
  const std::optional<int> row = rows_.input_at(place.row);
  const std::optional<int> col = cols_.input_at(place.col);
  if (row && col) return std::nullopt;
  const std::optional<int> from_row = row ? row : rows_.source_of(place.row);
  const std::optional<int> from_col = col ? col : cols_.source_of(place.col);
  if (!from_row || !from_col) return std::nullopt;
  return Cell{*from_row, *from_col};
}

Step Walkthrough::step(std::size_t index) const {
  assert(index < steps());
  const auto width = static_cast<std::size_t>(cols_.output);
  Step step;
  step.output = {static_cast<int>(index / width), static_cast<int>(index % width)};
  step.window = {rows_.window(step.output.row), cols_.window(step.output.col)};
  step.window_rows = rows_.extent_of(step.output.row);
  step.window_cols = cols_.extent_of(step.output.col);
  const int rows = rows_.taps_of(step.output.row);
  const int cols = cols_.taps_of(step.output.col);
  step.taps.reserve(static_cast<std::size_t>(rows) * static_cast<std::size_t>(cols));
  for (int i = 0; i < rows; ++i) {
    const AxisTap row = rows_.tap(step.output.row, i);
    for (int j = 0; j < cols; ++j) {
      const AxisTap col = cols_.tap(step.output.col, j);
      const Cell place{row.place, col.place};
      step.taps.push_back({place, {row.weight, col.weight}, input_at(place), source_of(place)});
    }
  }
  return step;
}

}  // namespace convarith
