#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "arithmetic/walkthrough.hpp"

namespace convarith {

/// The move from one window of a layer to the next.
struct RegionMove {
  Step before;
  Step after;
  int rows_down = 0;
  int cols_right = 0;
};

/// Returns the move from window `index` to the next. `index` must be less than walkthrough.steps() - 1.
RegionMove region_move(const Walkthrough& walkthrough, std::size_t index);

/// Returns the stride that a move follows. There is none where windows do not follow a stride of the layer: in adaptive
/// pooling, and in transposed convolutions, whose stride is between inputs.
std::optional<int> stride_of(const RegionMove& move, const Operation& operation);

/// Returns a move in words, a few to the line: "2 columns", "to the right".
std::vector<std::string> words_for(const RegionMove& move);

}  // namespace convarith
