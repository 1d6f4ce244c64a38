#pragma once

#include <optional>
#include <utility>

#include "arithmetic/chain_values.hpp"
#include "arithmetic/walkthrough.hpp"

namespace convarith {

/// What a figure is about: layers in a row, and their numbers as far as they are known.
struct Subject {
  Subject(Chain layers, ChainValues numbers = {}, std::optional<int> decimals = {})
      : chain(std::move(layers)), walkthrough(chain.front()), values(std::move(numbers)), precision(decimals) {
    values.resize(chain.size());
  }

  Chain chain;
  Walkthrough walkthrough;       ///< the first layer, step by step: of views that show a single one, what they show
  ChainValues values;            ///< in the full shapes of the layers; what is not known is empty
  std::optional<int> precision;  ///< decimals of numbers that are not whole; default: as many as they need, up to 2
};

}  // namespace convarith
