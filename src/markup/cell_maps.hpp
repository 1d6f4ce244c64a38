#pragma once

#include <string>
#include <vector>

#include "arithmetic/walkthrough.hpp"
#include "layout/film.hpp"

namespace convarith {

/// The layers that a figure shows, in their order.
struct ShownLayers {
  enum class Relation {
    stages,  ///< a single one, or with the 1×1 convolution that follows it
    beside,  ///< two from left to right
    modes,   ///< inputs only, padded in one mode after the other
  };

  std::vector<Walkthrough> layers;
  std::vector<std::string> names;
  Relation relation = Relation::stages;
};

/// A map of cells in a figure, for pointers to find what they are on. Cell (row, col) is a parallelogram with its upper
/// left corner at origin + row * down + col * right; in bp, y up.
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
  Point origin;
  Point right;
  Point down;
  Range rows;
  Range cols;
  int layer = 0;                   ///< place in ShownLayers
  int sheet = kAllSheets;          ///< of inputs, kernels, products and windows the channel, of outputs the filter
  int filter = kAllSheets;         ///< of a kernel
  int group = kAllSheets;          ///< that it belongs to
  bool rows_are_channels = false;  ///< of one-dimensional layers

  static constexpr int kAllSheets = -1;
};

/// The maps that a film shows in any of its steps, in painter's order. They are known by the roles of their cells; what
/// has cells of its own for each output, as windows pulled apart, is left out.
std::vector<CellMap> find_cell_maps(const Film& film, const ShownLayers& shown);

}  // namespace convarith
