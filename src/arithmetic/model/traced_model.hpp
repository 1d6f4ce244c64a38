#pragma once

#include <string>
#include <vector>

#include "arithmetic/model/model_fields.hpp"
#include "arithmetic/model/model_trace.hpp"
#include "convarith/model.hpp"

namespace convarith {

/// A model with the shapes of its layers and what they see of its input. All layers fit: `trace` has no stop.
struct TracedModel {
  std::string name;  ///< for headings: "lenet"; may be empty
  Model model;
  ModelTrace trace;
  std::vector<std::vector<SeenAlong>> fields;  ///< of each layer, along each axis of the model's input

  const ModelLayer& layer(std::size_t index) const { return model.layers[trace.layers[index].layer]; }
};

}  // namespace convarith
