#pragma once

#include <optional>
#include <string>
#include <vector>

#include "arithmetic/model/forward_pass.hpp"
#include "arithmetic/random_values.hpp"
#include "convarith/result.hpp"
#include "convarith/tensor.hpp"
#include "engine/given_model.hpp"

namespace convarith {

/// Where the weights of a model come from.
struct WeightSource {
  std::string file = {};                    ///< .npz, .onnx, or .npy where there is a single tensor; empty for none
  std::optional<RandomValues> random = {};  ///< used where there is no file
};

/// The numbers of a layer.
struct LayerNumbers {
  std::vector<Tensor> parameters;  ///< in the order of parameters_of(): the weights first, then the bias
  Tensor output;                   ///< [channels, (depth,) (rows,) columns], or [features]
};

/// The numbers of a model, for each layer of its trace.
struct ModelValues {
  Tensor input;  ///< in the full shape of the model's input
  std::vector<LayerNumbers> layers;
  std::vector<std::string> remarks = {};  ///< what of a file of weights no layer takes, and what a print leaves out
};

/// Computes the numbers of all layers of a model that fits as a whole. Without a file and without random numbers, an
/// ONNX file has its weights itself. An input that isn't given, with no numbers, is made up if numbers are random; a
/// map of a single channel may be given without it. Errors: a layer's values can't be computed, or there are too many;
/// weights are missing or don't fit; the input doesn't have the model's shape. `where` is "values", "weights" or
/// "random", or the layer's place in the model.
Result<ModelValues> values_of_model(const GivenModel& given, const WeightSource& weights, const Tensor& input,
                                    const ForwardProgress& progress = {});

}  // namespace convarith
