#pragma once

#include <optional>
#include <string>
#include <vector>

#include "arithmetic/model/forward_pass.hpp"
#include "arithmetic/model/model_numbers.hpp"
#include "arithmetic/random_values.hpp"
#include "config/models/weight_file.hpp"
#include "convarith/result.hpp"
#include "convarith/tensor.hpp"
#include "engine/given_model.hpp"

namespace convarith {

/// Where the weights of a model come from: the first of these that is given or, for an ONNX file, that file.
struct WeightSource {
  std::string file = {};                    ///< .npz or .onnx; empty for none
  NamedTensors named = {};                  ///< by their names; empty for none
  std::optional<RandomValues> random = {};  ///< made up
};

/// The numbers of a model.
struct ModelValues {
  std::vector<std::vector<Tensor>> parameters;  ///< of each traced layer, in the order of parameters_of()
  std::vector<ModelPicture> pictures;           ///< without names and classes
  std::vector<std::string> remarks = {};        ///< what of a file no layer takes, and what a print leaves out
};

/// Returns the parameters of all layers of a model.
/// Errors: weights are missing or don't fit. `where` is "weights" or "random", or a layer's place in the model.
Result<ModelParameters> parameters_of_model(const TracedModel& traced, const WeightSource& weights);

/// Computes the numbers of all layers of a model that fits as a whole, for one input or several. `input` has the shape
/// of the model's input, or one axis more for several inputs; if there is one channel, its axis may be missing. An
/// input that isn't given, with no numbers, is made up if numbers are random. Errors: those of parameters_of_model(); a
/// layer's values can't be computed, or there are too many; the input doesn't have the model's shape: `where` is
/// "values", or the layer's place in the model.
Result<ModelValues> values_of_model(const GivenModel& given, const WeightSource& weights, const Tensor& input,
                                    const ForwardProgress& progress = {});

}  // namespace convarith
