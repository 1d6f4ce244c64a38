#pragma once

#include <memory>
#include <optional>
#include <utility>

#include "arithmetic/chain_values.hpp"
#include "arithmetic/model/model_numbers.hpp"
#include "arithmetic/model/traced_model.hpp"
#include "arithmetic/walkthrough.hpp"
#include "layout/cell_choice.hpp"

namespace convarith {

/// What a figure shows: a chain of layers, and their numbers as far as they are known.
struct Subject {
  Subject(Chain layers, ChainValues numbers = {}, std::optional<int> decimals = {})
      : chain(std::move(layers)), walkthrough(chain.front()), values(std::move(numbers)), precision(decimals) {
    values.resize(chain.size());
  }

  Chain chain;
  Walkthrough walkthrough;       ///< walk over the first layer, which is the one that views of a single layer show
  ChainValues values;            ///< tensors in the full shapes of the layers; unknown ones are empty
  std::optional<int> precision;  ///< decimals of numbers that are not whole; default: as many as they need, up to 2
  CellChoice cells = {};         ///< how cells with numbers are drawn
  /// The whole model, for views that show one. `chain` then has its convolutions and poolings up to the first branch.
  std::shared_ptr<const TracedModel> model = {};
  std::shared_ptr<const ModelNumbers> model_numbers = {};  ///< of all its layers, for views that show them
};

}  // namespace convarith
