#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "arithmetic/operation.hpp"

namespace convarith {

/// A place in a map or a plane; row 0 is at the top, column 0 at the left.
struct Cell {
  int row = 0;
  int col = 0;

  bool operator==(const Cell&) const = default;
};

/// One weight over one place of the plane.
struct Tap {
  Cell place;                  ///< in the plane
  Cell weight;                 ///< in the kernel as the layer stores it; for adaptive pooling in the window
  std::optional<Cell> input;   ///< in the input; empty where the place is padding or an inserted zero
  std::optional<Cell> source;  ///< input cell whose value a place of padding holds, if any
};

/// One step: how one output cell is computed.
struct Step {
  Cell output;            ///< in the output
  Cell window;            ///< place of the kernel's top left tap in the plane
  int window_rows = 1;    ///< places from the first tap to the last
  int window_cols = 1;    ///< places from the first tap to the last
  std::vector<Tap> taps;  ///< row by row
};

/// One tap along one axis.
struct AxisTap {
  int place = 0;              ///< in the plane
  int weight = 0;             ///< in the kernel as the layer stores it
  std::optional<int> input;   ///< empty where the place is padding or an inserted zero
  std::optional<int> source;  ///< input whose value a place of padding holds, if any
  bool is_counted = true;     ///< false beyond the padding, where ceil_mode lets a window reach
};

/// How a layer's windows move along one axis of the plane on which its input is laid out. All lengths are in cells.
struct AxisWalk {
  int input = 1;          ///< cells of the input
  int output = 1;         ///< cells of the output; each has one window
  int plane = 1;          ///< places of the plane
  int padded = 1;         ///< places of the plane that are input or padding; windows may reach beyond these
  int first_input = 0;    ///< place of input 0; negative where a transposed layer crops its plane
  int spread = 1;         ///< places from one input to the next
  int advance = 1;        ///< places from one window to the next
  int taps = 1;           ///< weights of the kernel
  int dilation = 1;       ///< places from one tap to the next
  bool flipped = false;   ///< the last weight lies over the first place
  bool adaptive = false;  ///< windows have different lengths: window() and taps_of() replace `advance` and `taps`
  PaddingMode mode = PaddingMode::zeros;
  std::optional<int> dropped;  ///< where the window that ceil_mode asks for in vain would begin

  /// Returns the first place of a window.
  int window(int output_index) const;
  int taps_of(int output_index) const;
  /// Returns the length from the first tap of a window to its last.
  int extent_of(int output_index) const { return dilation * (taps_of(output_index) - 1) + 1; }
  /// `tap` < taps_of(output_index).
  AxisTap tap(int output_index, int tap) const;

  std::optional<int> input_at(int place) const;
  /// Returns the input whose value a place of the padding holds, or nothing if the padding mode copies none.
  std::optional<int> source_of(int place) const;
  int place_of(int input_index) const { return first_input + spread * input_index; }
  /// Whether zeros are inserted between the inputs.
  bool has_gaps() const { return spread > 1 && input > 1; }
  /// Whether input cell `input_index` lies within the plane.
  bool shows(int input_index) const;
};

AxisWalk walk_along(const Axis& axis, const Operation& operation);

/// A layer of one or two dimensions, step by step: one step for each output cell, row by row from the top left. All
/// channels are walked alike.
///
/// A transposed convolution is walked as the direct convolution that computes it: the inputs lie `s` places apart with
/// `d(k-1) - p` places around them and `a` more at the end, and the flipped kernel moves by one place (Dumoulin and
/// Visin, section 4; PyTorch's ConvTranspose2d).
class Walkthrough {
 public:
  explicit Walkthrough(const Operation& operation);

  const Operation& operation() const { return operation_; }
  const AxisWalk& rows() const { return rows_; }
  const AxisWalk& cols() const { return cols_; }
  std::size_t steps() const;
  /// `index` < steps().
  Step step(std::size_t index) const;
  /// Returns the same walkthrough with the kernel flipped along all axes. Frameworks compute a convolution as a
  /// cross-correlation; the flipped walkthrough is the convolution of textbooks.
  Walkthrough flipped() const;
  /// Returns the input cell on a place of the plane, if there is one.
  std::optional<Cell> input_at(Cell place) const;
  /// Returns the input cell whose value a place of the padding holds, or nothing if the padding mode copies none.
  std::optional<Cell> source_of(Cell place) const;

 private:
  Operation operation_;
  AxisWalk rows_;
  AxisWalk cols_;
};

}  // namespace convarith
