#pragma once

#include <cstddef>
#include <optional>

#include "arithmetic/walkthrough.hpp"

namespace convarith {

/// A window of an equation, which either gives an output or no longer fits.
struct Moment {
  Cell index;  ///< index of the window; beyond the output if the window does not fit
  bool fits = true;
  std::size_t outputs = 0;  ///< outputs that each filter has given by then, including that of this window
};

/// The windows of a layer in order. With misfits they include the window after each row and, in two dimensions, one
/// below the last row.
class Moments {
 public:
  Moments(const Walkthrough& walkthrough, bool misfits);

  std::size_t count() const { return rows_ * per_row() + (has_row_below_ ? 1 : 0); }
  Moment at(std::size_t step) const;

 private:
  std::size_t per_row() const { return cols_ + (misfits_ ? 1 : 0); }

  std::size_t rows_;
  std::size_t cols_;
  bool misfits_;
  bool has_row_below_;
};

/// Returns the place where window `index` begins. The window after the last one is allowed.
int window_at(const AxisWalk& axis, int index);

/// Returns the window of a moment with its taps. Only the places of taps are set, as a window that does not fit is no
/// step of the layer.
Step window_of(const Walkthrough& walkthrough, const Moment& moment);

/// The numbers of inputs along an axis before the first and after the last centre of a window.
struct Loss {
  int before = 0;
  int after = 0;

  bool any() const { return before + after > 0; }
};

struct MapLoss {
  Loss rows;
  Loss cols;

  bool any() const { return rows.any() || cols.any(); }
};

/// Returns the loss along both axes. It is zero where outputs do not stand for inputs: in transposed layers, with
/// strides, and where the output extends beyond the input.
MapLoss loss_of(const Walkthrough& walkthrough);

}  // namespace convarith
