#pragma once

#include <string>
#include <vector>

#include "arithmetic/model/model_trace.hpp"
#include "convarith/model.hpp"
#include "convarith/result.hpp"
#include "convarith/tensor.hpp"

namespace convarith {

/// The parameters of a model's layers.
struct ModelParameters {
  std::vector<std::vector<Tensor>> layers;  ///< of each traced layer, in the order of parameters_of()
  std::vector<std::string> remarks = {};    ///< what of the file no layer takes
};

/// Reads the parameters of all layers of a model from an .npz or ONNX file, whose tensors have the names that
/// parameters_of() gives. Errors: the file isn't there, is damaged, or has too many numbers; a layer's parameter is
/// missing or has another shape; `where` is "weights", or the layer's place.
Result<ModelParameters> read_weight_file(const Model& model, const ModelTrace& trace, const std::string& file);

/// Returns the parameters of all layers of a model from tensors with the same names. `source` is what messages call
/// them. Errors: as above.
Result<ModelParameters> fit_parameters(const Model& model, const ModelTrace& trace, const NamedTensors& tensors,
                                       const std::string& source);

}  // namespace convarith
