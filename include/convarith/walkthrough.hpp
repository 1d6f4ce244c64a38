#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "convarith/operation.hpp"

namespace convarith {

/// A place in a map or a plane; row 0 is at the top, column 0 at the left.
struct Cell {
  int row = 0;
  int col = 0;

  bool operator==(const Cell&) const = default;
};

/// One weight over one place of the plane.
struct Tap {
  Cell place;                 ///< in the plane
  Cell weight;                ///< in the kernel as the layer stores it
  std::optional<Cell> input;  ///< in the input; none where the place is padding or an inserted zero
};

/// How one output cell comes about.
struct Step {
  Cell output;            ///< in the output
  Cell window;            ///< the kernel's top left place in the plane
  std::vector<Tap> taps;  ///< row by row
};

/// How a layer walks along one axis of the plane on which its input is laid out. All lengths in cells.
struct AxisWalk {
  int input = 0;         ///< cells of the input
  int output = 0;        ///< cells of the output; one window each
  int plane = 0;         ///< places of the plane
  int first_input = 0;   ///< place of input 0; negative where a transposed layer crops its plane
  int spread = 1;        ///< places from one input to the next
  int advance = 1;       ///< places from one window to the next
  int taps = 1;          ///< weights of the kernel
  int dilation = 1;      ///< places from one tap to the next
  bool flipped = false;  ///< the last weight lies over the first place

  /// Places from the first tap to the last.
  int extent() const { return dilation * (taps - 1) + 1; }
  std::optional<int> input_at(int place) const;
  int place_of(int input_index) const { return first_input + spread * input_index; }
  /// Whether input cell `input_index` lies within the plane.
  bool shows(int input_index) const;
};

/// A layer, step by step: one step for each output cell, row by row from the top left.
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
  /// The input cell that lies on a place of the plane, if any.
  std::optional<Cell> input_at(Cell place) const;

 private:
  Operation operation_;
  AxisWalk rows_;
  AxisWalk cols_;
};

}  // namespace convarith
