#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <vector>

#include "arithmetic/operation.hpp"
#include "arithmetic/walkthrough.hpp"

namespace convarith {

/// How the inputs of a transposed layer stamp its output along one axis: tap t of input i falls on place i s + t d of a
/// canvas. The output is what is left of the canvas where the padding is cut off, and what output_padding adds, which
/// may be beyond all stamps. All lengths in cells.
class StampAxis {
 public:
  explicit StampAxis(const Axis& axis);

  int inputs() const { return inputs_; }
  int outputs() const { return outputs_; }
  /// Places that the stamps or the output take.
  int canvas() const;
  int taps() const { return taps_; }
  /// Places from the first tap of a stamp to its last.
  int extent() const { return dilation_ * (taps_ - 1) + 1; }
  /// The first place of an input's stamp.
  int window(int input) const { return input * stride_; }
  int place_of_tap(int input, int tap) const { return window(input) + tap * dilation_; }
  int place_of_output(int output) const { return cut_before_ + output; }
  /// The output on a place of the canvas; none where it is cut off.
  std::optional<int> output_at(int place) const;
  /// Inputs from one that stamps an output to the next that does.
  int period() const { return dilation_ / common_; }
  /// The last input whose stamp begins at or before an output.
  int input_before(int output) const { return std::min(place_of_output(output) / stride_, inputs_ - 1); }
  /// How many of the inputs before `end` stamp an output.
  int stamps_on(int output, int end) const;
  /// How many inputs stamp an output.
  int stamps_on(int output) const { return stamps_on(output, inputs_); }

 private:
  int inputs_;
  int outputs_;
  int stride_;
  int taps_;
  int dilation_;
  int cut_before_;
  // For stamps_on(): of the stride and the dilation their greatest common divisor, and the least i >= 0 with
  // i * stride = that modulo the dilation.
  int common_;
  int inverse_;
};

/// One weight of a stamp.
struct StampTap {
  Cell place;                  ///< on the canvas
  Cell weight;                 ///< in the kernel as the layer stores it
  std::optional<Cell> output;  ///< in the output; none where it is cut off
};

/// What one input cell adds to the output.
struct Stamp {
  Cell input;                  ///< in the input
  Cell window;                 ///< the kernel's top left place on the canvas
  int window_rows = 1;         ///< places from the first tap to the last
  int window_cols = 1;         ///< places from the first tap to the last
  std::vector<StampTap> taps;  ///< row by row
};

/// A transposed layer of one or two dimensions, stamp by stamp: one step for each input cell, row by row from the top
/// left. Channels are all stamped alike. The same sums as those of its Walkthrough, in another order.
class StampWalk {
 public:
  /// `operation` is transposed.
  explicit StampWalk(const Operation& operation);

  const StampAxis& rows() const { return rows_; }
  const StampAxis& cols() const { return cols_; }
  std::size_t steps() const;
  /// `index` < steps().
  Stamp step(std::size_t index) const;
  /// The output cell on a place of the canvas; none where it is cut off.
  std::optional<Cell> output_at(Cell place) const;
  /// How many stamps reach an output cell in all steps.
  long long stamps_on(Cell output) const;
  /// How many have reached it when step `index` < steps() is done.
  long long stamps_on(Cell output, std::size_t index) const;
  /// Whether an output cell that no stamp reaches lies behind the stamps of steps up to `index`, so that it stays what
  /// it is.
  bool is_passed(Cell output, std::size_t index) const;

 private:
  Cell input_of(std::size_t index) const;

  StampAxis rows_;
  StampAxis cols_;
};

}  // namespace convarith
