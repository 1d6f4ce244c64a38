#pragma once

#include "layout/point.hpp"

namespace convarith {

/// A map of cells in a figure, for pointers to find what they are on. Cell (row, col) is a parallelogram with its upper
/// left corner at origin + row * down() + col * right(). layout/shapes/cell_maps.hpp makes those of a layer.
struct CellMap {
  enum class Kind {
    plane,    ///< inputs on the places of their plane, with padding and inserted zeros
    input,    ///< inputs close together
    output,   ///< outputs
    kernel,   ///< taps of the kernel, as it lies over the input
    product,  ///< the same, of the current step's products
    window,   ///< the same, of the inputs that it lies on
  };
  /// Rows or columns from one on, the last not counted.
  struct Range {
    int first = 0;
    int last = 1;

    bool operator==(const Range&) const = default;
  };

  Kind kind = Kind::plane;
  Point origin;  ///< where cell (0, 0) has its upper left corner
  Point beside;  ///< where cell (0, 1) has it
  Point below;   ///< where cell (1, 0) has it
  Range rows;
  Range cols;
  int layer = 0;                   ///< of those that the figure shows: a stage, one of two beside each other, a mode
  int sheet = kAllSheets;          ///< of inputs, kernels, products and windows the channel, of outputs the filter
  int filter = kAllSheets;         ///< of kernels, products and windows
  int group = kAllSheets;          ///< that it belongs to
  bool rows_are_channels = false;  ///< of one-dimensional layers

  static constexpr int kAllSheets = -1;

  Point right() const { return {beside.x - origin.x, beside.y - origin.y}; }
  Point down() const { return {below.x - origin.x, below.y - origin.y}; }
};

}  // namespace convarith
