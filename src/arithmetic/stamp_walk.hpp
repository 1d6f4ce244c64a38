#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <vector>

#include "arithmetic/operation.hpp"
#include "arithmetic/walkthrough.hpp"

namespace convarith {

/// How the inputs of a transposed layer stamp its output along one axis: tap t of input i falls on place i s + t d of a
/// canvas. The output is what is left of the canvas when the padding is cut off, plus what output_padding adds, which
/// may lie beyond all stamps. All lengths are in cells.
class StampAxis {
 public:
  explicit StampAxis(const Axis& axis);

  int inputs() const { return inputs_; }
  int outputs() const { return outputs_; }
  /// Returns the length that covers all stamps and the output.
  int canvas() const;
  int taps() const { return taps_; }
  /// Returns the length from the first tap of a stamp to its last.
  int extent() const { return dilation_ * (taps_ - 1) + 1; }
  /// Returns the first place of an input's stamp.
  int window(int input) const { return input * stride_; }
  int place_of_tap(int input, int tap) const { return window(input) + tap * dilation_; }
  int place_of_output(int output) const { return cut_before_ + output; }
  /// Returns the output on a place of the canvas, or nothing where it is cut off.
  std::optional<int> output_at(int place) const;
  /// Returns the distance, in inputs, from one input that stamps an output to the next input that does.
  int period() const { return dilation_ / common_; }
  /// Returns the last input whose stamp begins at or before an output.
  int input_before(int output) const { return std::min(place_of_output(output) / stride_, inputs_ - 1); }
  /// Returns how many of the inputs before `end` stamp an output.
  int stamps_on(int output, int end) const;
  /// Returns how many inputs stamp an output.
  int stamps_on(int output) const { return stamps_on(output, inputs_); }

 private:
  int inputs_;
  int outputs_;
  int stride_;
  int taps_;
  int dilation_;
  int cut_before_;
  // For stamps_on(): the greatest common divisor of the stride and the dilation, and the least i >= 0 for which
  // i * stride equals this divisor modulo the dilation.
  int common_;
  int inverse_;
};

/// One weight of a stamp.
struct StampTap {
  Cell place;                  ///< on the canvas
  Cell weight;                 ///< in the kernel as the layer stores it
  std::optional<Cell> output;  ///< in the output; empty where it is cut off
};

/// What one input cell adds to the output.
struct Stamp {
  Cell input;                  ///< in the input
  Cell window;                 ///< place of the kernel's top left tap on the canvas
  int window_rows = 1;         ///< places from the first tap to the last
  int window_cols = 1;         ///< places from the first tap to the last
  std::vector<StampTap> taps;  ///< row by row
};

/// A transposed layer of one or two dimensions, stamp by stamp: one step for each input cell, row by row from the top
/// left. All channels are stamped alike. The sums are the same as those of the layer's Walkthrough, in another order.
class StampWalk {
 public:
  /// `operation` must be transposed.
  explicit StampWalk(const Operation& operation);

  const StampAxis& rows() const { return rows_; }
  const StampAxis& cols() const { return cols_; }
  std::size_t steps() const;
  /// `index` < steps().
  Stamp step(std::size_t index) const;
  /// Returns the output cell on a place of the canvas, or nothing where it is cut off.
  std::optional<Cell> output_at(Cell place) const;
  /// Returns how many stamps reach an output cell in all steps.
  long long stamps_on(Cell output) const;
  /// Returns how many stamps have reached an output cell when step `index` < steps() is done.
  long long stamps_on(Cell output, std::size_t index) const;
  /// Whether the stamps of all steps after `index` begin behind an output cell. A cell that no stamp reaches then keeps
  /// its value.
  bool is_passed(Cell output, std::size_t index) const;

 private:
  Cell input_of(std::size_t index) const;

  StampAxis rows_;
  StampAxis cols_;
};

}  // namespace convarith
