#include "layout/views/equation/equation_windows.hpp"

#include <algorithm>

namespace convarith {
namespace {

std::optional<Loss> loss_along(const AxisWalk& axis, const Operation& operation) {
  if (operation.transposed || axis.advance != 1) return std::nullopt;
  const int before = axis.dilation * (axis.taps - 1) / 2 - axis.first_input;
  const Loss loss{before, axis.input - axis.output - before};
  if (loss.before < 0 || loss.after < 0) return std::nullopt;
  return loss;
}

int extent_of(const AxisWalk& axis) {
  return axis.dilation * (axis.taps - 1) + 1;
}

}  // namespace

Moments::Moments(const Walkthrough& walkthrough, bool misfits)
    : rows_(static_cast<std::size_t>(walkthrough.rows().output)),
      cols_(static_cast<std::size_t>(walkthrough.cols().output)),
      misfits_(misfits),
      has_row_below_(misfits && walkthrough.operation().dims > 1) {}

Moment Moments::at(std::size_t step) const {
  const std::size_t row = step / per_row();
  const std::size_t col = step % per_row();
  const bool fits = row < rows_ && col < cols_;
  const std::size_t outputs = std::min(rows_ * cols_, row * cols_ + std::min(cols_, col + (fits ? 1 : 0)));
  return {{static_cast<int>(row), static_cast<int>(col)}, fits, outputs};
}

int window_at(const AxisWalk& axis, int index) {
  return index < axis.output ? axis.window(index) : axis.window(axis.output - 1) + axis.advance;
}

Step window_of(const Walkthrough& walkthrough, const Moment& moment) {
  const AxisWalk& rows = walkthrough.rows();
  const AxisWalk& cols = walkthrough.cols();
  Step step;
  step.window = {window_at(rows, moment.index.row), window_at(cols, moment.index.col)};
  step.window_rows = extent_of(rows);
  step.window_cols = extent_of(cols);
  for (int row = 0; row < rows.taps; ++row) {
    for (int col = 0; col < cols.taps; ++col) {
      const Cell place{step.window.row + row * rows.dilation, step.window.col + col * cols.dilation};
      step.taps.push_back({place, {}, {}, {}});
    }
  }
  return step;
}

MapLoss loss_of(const Walkthrough& walkthrough) {
  const std::optional<Loss> rows = loss_along(walkthrough.rows(), walkthrough.operation());
  const std::optional<Loss> cols = loss_along(walkthrough.cols(), walkthrough.operation());
  if (!rows || !cols) return {};
  return {*rows, *cols};
}

}  // namespace convarith
