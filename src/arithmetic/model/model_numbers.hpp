#pragma once

#include <optional>
#include <string>
#include <vector>

#include "convarith/tensor.hpp"

namespace convarith {

/// What a model makes of one picture.
struct ModelPicture {
  std::string name;                ///< for a heading: "picture 0"
  Tensor input;                    ///< [channels, rows, columns], without the axes that the model does not have
  std::vector<Tensor> outputs;     ///< of each layer of ModelTrace::layers; features have a single axis
  std::optional<int> target = {};  ///< the class that it should have
};

/// What a model makes of some pictures.
struct ModelNumbers {
  std::vector<ModelPicture> pictures;     ///< at least one
  std::vector<std::string> classes = {};  ///< names of what the model scores; empty if there are none
  bool has_scores = false;                ///< whether the last layer's features are the scores of classes
};

}  // namespace convarith
