#pragma once

#include <string>
#include <vector>

#include "arithmetic/model/model_trace.hpp"
#include "arithmetic/random_values.hpp"
#include "convarith/model.hpp"
#include "convarith/result.hpp"
#include "convarith/tensor.hpp"

namespace convarith {

/// A tensor of numbers that a layer has learned.
struct LayerParameter {
  enum class Role { weight, pointwise, bias, mean, variance };

  Role role = Role::weight;
  std::string name = {};        ///< what files of weights call it: "conv1.weight"
  std::vector<int> shape = {};  ///< as files have it; empty if any shape will do that goes with the layer's map
};

/// Returns the parameters of a layer, in the order in which forward_pass() takes them. As in PyTorch, they are called
/// after the layer, or its number in the model if it has no name: weight, bias, running_mean and running_var, and
/// pointwise.weight for a 1×1 convolution that follows in the same layer. In ONNX they have the names of the file.
/// Errors: the number of channels isn't known, or an ONNX file computes them; `where` is the layer's place.
Result<std::vector<LayerParameter>> parameters_of(const Model& model, const ModelTrace& trace, std::size_t index);

/// Returns the numbers of a tensor in the shape of a parameter. A vector may have further axes of length 1.
/// Errors: they don't fit; `where` is empty.
Result<Tensor> fit_parameter(Tensor numbers, const LayerParameter& parameter);

/// Makes up the parameters of all layers of a model, as fill_in_random_values() does for a chain: small whole numbers,
/// where the first layer with weights has its own stream and all that follow share another one. Batch normalizations
/// leave numbers as they are. A layer that is applied again keeps its parameters.
/// Errors: those of parameters_of() and fill_in_random_values().
Result<std::vector<std::vector<Tensor>>> random_parameters(const Model& model, const ModelTrace& trace,
                                                           const RandomValues& random);

/// Returns "conv1 (Conv2d)", which names a layer in messages.
std::string layer_words(const ModelLayer& layer);

}  // namespace convarith
