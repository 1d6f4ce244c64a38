#pragma once

#include <span>
#include <string>
#include <vector>

#include "arithmetic/formula.hpp"
#include "arithmetic/layer_values.hpp"
#include "config/layer_spelling/layer_spelling.hpp"
#include "engine/given_model.hpp"
#include "engine/model_rows.hpp"

namespace convarith {

/// Writes the facts about layers as JSON, ending in a new line. One layer is an object. A chain of several layers is an
/// object with a list of such objects under "layers"; their receptive_field, jump, start and centre are then those of
/// the chain up to the layer, in cells of the first input.
///
/// "layer" is the layer's spelling in the framework that the layer was given in, which "framework" names. For Keras,
/// "pytorch" has PyTorch's spelling too. input_shape and output_shape have the channels where this framework has them.
/// Values that follow from an unknown number of channels are null. Cells that are never visited are counted along each
/// axis, and listed if there are at most 16,384. A 1×1 convolution that follows a layer is an object of its own under
/// "pointwise"; weights and multiplications are those of both. Arrays have a number for each spatial axis, the
/// outermost first.
std::string write_shapes(std::span<const GivenLayer> chain, FormulaFormat format);

/// Writes the facts about a model as JSON: "layers" has a row for each layer or block, in order. The row of a
/// convolution or pooling has the keys of a layer above, and "name"; other rows have those of shapes, fields and costs,
/// and "type". "stopped" says why a layer does not fit, if one does not; "layers" are then those before it.
std::string write_model(const GivenModel& model, const std::vector<ModelRow>& rows, FormulaFormat format);

}  // namespace convarith
