#pragma once

#include <cstddef>
#include <optional>

#include "arithmetic/walkthrough.hpp"

namespace convarith {

/// A window of an equation: one that gives an output, or one that no longer fits.
struct Moment {
  Cell index;  ///< of the window; beyond the output where it does not fit
  bool fits = true;
  std::size_t outputs = 0;  ///< that each filter has given by then
};

/// The windows of a layer in order; with misfits also the one after each row, and after the last one below them.
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

/// Where window `index` begins, be it the one after the last.
int window_at(const AxisWalk& axis, int index);

/// The window of a moment and its taps, which of one that does not fit are no step of the layer's.
Step window_of(const Walkthrough& walkthrough, const Moment& moment);

/// Inputs along an axis before the first and after the last that is the centre of a window.
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

/// None where outputs don't stand for inputs: with strides, or outputs beyond the input.
MapLoss loss_of(const Walkthrough& walkthrough);

}  // namespace convarith
