#pragma once

#include <optional>

#include "arithmetic/layer_values.hpp"
#include "arithmetic/walkthrough.hpp"

namespace convarith {

/// What a figure is about: a layer, step by step, and its numbers as far as they are known.
struct Subject {
  Walkthrough walkthrough;
  LayerValues values = {};  ///< in the full shapes of the layer; what is not known is empty
  std::optional<int> precision =
      {};  ///< decimals of numbers that are not whole; default: as many as they need, up to 2
};

}  // namespace convarith
