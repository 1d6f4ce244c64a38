#pragma once

#include "layout/point.hpp"

namespace convarith {

/// A map of cells in a figure. Interactive pages use maps to find the cell under the pointer. Cell (row, col) is a
/// parallelogram whose upper left corner is at origin + row * down() + col * right(). layout/shapes/cell_maps.hpp makes
/// the maps of a layer.
struct CellMap {
  enum class Kind {
    plane,    ///< inputs on the places of their plane, with padding and inserted zeros
    input,    ///< inputs side by side, with nothing between them
    output,   ///< outputs
    kernel,   ///< taps of the kernel, as they lie over the input
    product,  ///< products of the current step, tap by tap
    window,   ///< inputs that the kernel lies on, tap by tap
    block,    ///< a single cell, which is a block of a model
  };
  /// A range of rows or columns; `last` is excluded.
  struct Range {
    int first = 0;
    int last = 1;

    bool operator==(const Range&) const = default;
  };

  Kind kind = Kind::plane;
  Point origin;  ///< upper left corner of cell (0, 0)
  Point beside;  ///< upper left corner of cell (0, 1)
  Point below;   ///< upper left corner of cell (1, 0)
  Range rows;
  Range cols;
  /// Index of the layer: in the chain, in the comparison or among padding modes. Of a model the index of the map, from
  /// the input up, or of the block.
  int layer = 0;
  int sheet = kAllSheets;          ///< filter of an output map; channel of any other map
  int filter = kAllSheets;         ///< filter of kernels, products and windows
  int group = kAllSheets;          ///< group that the channel or filter belongs to
  bool rows_are_channels = false;  ///< whether each row is a channel of a one-dimensional layer

  static constexpr int kAllSheets = -1;

  Point right() const { return {beside.x - origin.x, beside.y - origin.y}; }
  Point down() const { return {below.x - origin.x, below.y - origin.y}; }
};

}  // namespace convarith
