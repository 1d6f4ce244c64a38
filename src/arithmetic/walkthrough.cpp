#include "convarith/walkthrough.hpp"

#include <cassert>

namespace convarith {
namespace {

AxisWalk walk_direct(const Axis& axis) {
  return {.input = axis.input,
          .output = axis.output,
          .plane = axis.input + 2 * axis.padding,
          .first_input = axis.padding,
          .spread = 1,
          .advance = axis.stride,
          .taps = axis.kernel,
          .dilation = axis.dilation,
          .flipped = false};
}

AxisWalk walk_transposed(const Axis& axis) {
  return {.input = axis.input,
          .output = axis.output,
          .plane = axis.output + axis.effective_kernel() - 1,
          .first_input = axis.effective_kernel() - 1 - axis.padding,
          .spread = axis.stride,
          .advance = 1,
          .taps = axis.kernel,
          .dilation = axis.dilation,
          .flipped = true};
}

AxisWalk walk(const Axis& axis, bool transposed) {
  return transposed ? walk_transposed(axis) : walk_direct(axis);
}

int weight_index(const AxisWalk& axis, int tap) {
  return axis.flipped ? axis.taps - 1 - tap : tap;
}

}  // namespace

std::optional<int> AxisWalk::input_at(int place) const {
  const int offset = place - first_input;
  if (offset < 0 || offset % spread != 0 || offset / spread >= input) return std::nullopt;
  return offset / spread;
}

bool AxisWalk::shows(int input_index) const {
  const int place = place_of(input_index);
  return place >= 0 && place < plane;
}

Walkthrough::Walkthrough(const Operation& operation)
    : operation_(operation),
      rows_(walk(operation.rows, operation.transposed)),
      cols_(walk(operation.cols, operation.transposed)) {}

std::size_t Walkthrough::steps() const {
  return static_cast<std::size_t>(rows_.output) * static_cast<std::size_t>(cols_.output);
}

std::optional<Cell> Walkthrough::input_at(Cell place) const {
  const std::optional<int> row = rows_.input_at(place.row);
  const std::optional<int> col = cols_.input_at(place.col);
  if (!row || !col) return std::nullopt;
  return Cell{*row, *col};
}

Step Walkthrough::step(std::size_t index) const {
  assert(index < steps());
  const auto width = static_cast<std::size_t>(cols_.output);
  Step step;
  step.output = {static_cast<int>(index / width), static_cast<int>(index % width)};
  step.window = {step.output.row * rows_.advance, step.output.col * cols_.advance};
  step.taps.reserve(static_cast<std::size_t>(rows_.taps) * static_cast<std::size_t>(cols_.taps));
  for (int i = 0; i < rows_.taps; ++i) {
    for (int j = 0; j < cols_.taps; ++j) {
      const Cell place{step.window.row + i * rows_.dilation, step.window.col + j * cols_.dilation};
      step.taps.push_back({place, {weight_index(rows_, i), weight_index(cols_, j)}, input_at(place)});
    }
  }
  return step;
}

}  // namespace convarith
