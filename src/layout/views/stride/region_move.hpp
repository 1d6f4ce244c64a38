#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "arithmetic/walkthrough.hpp"

namespace convarith {

/// From one window of a layer to the next.
struct RegionMove {
  Step before;
  Step after;
  int rows_down = 0;
  int cols_right = 0;
};

/// `index` < walkthrough.steps() - 1.
RegionMove region_move(const Walkthrough& walkthrough, std::size_t index);

/// The stride that a move follows; none where windows don't follow a stride of the layer: of adaptive pooling, and of
/// transposed convolutions, whose stride is between inputs.
std::optional<int> stride_of(const RegionMove& move, const Operation& operation);

/// A move in words, a few to the line: "2 columns", "to the right".
std::vector<std::string> words_for(const RegionMove& move);

}  // namespace convarith
