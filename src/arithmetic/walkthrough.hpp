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
  Cell weight;                 ///< in the kernel as the layer stores it; of adaptive pooling in the window
  std::optional<Cell> input;   ///< in the input; none where the place is padding or an inserted zero
  std::optional<Cell> source;  ///< of padding: the input cell whose value it holds, if the padding mode gives one
};

/// How one output cell comes about.
struct Step {
  Cell output;            ///< in the output
  Cell window;            ///< the kernel's top left place in the plane
  int window_rows = 1;    ///< places from the first tap to the last
  int window_cols = 1;    ///< places from the first tap to the last
  std::vector<Tap> taps;  ///< row by row
};

/// One tap along one axis.
struct AxisTap {
  int place = 0;              ///< in the plane
  int weight = 0;             ///< in the kernel as the layer stores it
  std::optional<int> input;   ///< none where the place is padding or an inserted zero
  std::optional<int> source;  ///< of padding: the input whose value it holds, if the padding mode gives one
  bool is_counted = true;     ///< an input or padding; false beyond the padding, where ceil_mode lets a window reach
};

/// How a layer walks along one axis of the plane on which its input is laid out. All lengths in cells.
struct AxisWalk {
  int input = 1;          ///< cells of the input
  int output = 1;         ///< cells of the output; one window each
  int plane = 1;          ///< places of the plane
  int padded = 1;         ///< places of the plane that are input or padding; windows may reach beyond them
  int first_input = 0;    ///< place of input 0; negative where a transposed layer crops its plane
  int spread = 1;         ///< places from one input to the next
  int advance = 1;        ///< places from one window to the next
  int taps = 1;           ///< weights of the kernel
  int dilation = 1;       ///< places from one tap to the next
  bool flipped = false;   ///< the last weight lies over the first place
  bool adaptive = false;  ///< windows have lengths of their own instead: see window() and taps_of()
  PaddingMode mode = PaddingMode::zeros;
  std::optional<int> dropped;  ///< where the window begins that ceil_mode asked for in vain

  /// The first place of a window.
  int window(int output_index) const;
  int taps_of(int output_index) const;
  /// Places from the first tap of a window to its last.
  int extent_of(int output_index) const { return dilation * (taps_of(output_index) - 1) + 1; }
  /// `tap` < taps_of(output_index).
  AxisTap tap(int output_index, int tap) const;

  std::optional<int> input_at(int place) const;
  /// The input whose value a place of the padding holds, if the padding mode gives one.
  std::optional<int> source_of(int place) const;
  int place_of(int input_index) const { return first_input + spread * input_index; }
  /// Whether zeros are put between the inputs.
  bool has_gaps() const { return spread > 1 && input > 1; }
  /// Whether input cell `input_index` lies within the plane.
  bool shows(int input_index) const;
};

AxisWalk walk_along(const Axis& axis, const Operation& operation);

/// A layer of one or two dimensions, step by step: one step for each output cell, row by row from the top left.
/// Channels are all walked alike.
///
/// A transposed convolution is walked as the direct convolution that computes it: the inputs `s` places apart,
/// `d(k-1) - p` places around them and `a` more at the end, the kernel flipped and moving by one
/// (Dumoulin and Visin, section 4; PyTorch's ConvTranspose2d).
class Walkthrough {
 public:
  explicit Walkthrough(const Operation& operation);

  const Operation& operation() const { return operation_; }
  const AxisWalk& rows() const { return rows_; }
  const AxisWalk& cols() const { return cols_; }
  std::size_t steps() const;
  /// `index` < steps().
  Step step(std::size_t index) const;
  /// The same with the kernel the other way round along all axes: of a convolution as frameworks compute it, which is a
  /// cross-correlation, the convolution of textbooks.
  Walkthrough flipped() const;
  /// The input cell that lies on a place of the plane, if any.
  std::optional<Cell> input_at(Cell place) const;
  /// The input cell whose value a place of the padding holds, if the padding mode gives one.
  std::optional<Cell> source_of(Cell place) const;

 private:
  Operation operation_;
  AxisWalk rows_;
  AxisWalk cols_;
};

}  // namespace convarith
