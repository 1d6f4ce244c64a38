#pragma once

#include <span>
#include <string>

#include "arithmetic/formula.hpp"
#include "arithmetic/layer_values.hpp"
#include "config/layer_spelling/layer_spelling.hpp"

namespace convarith {

/// What there is to know of a layer as a JSON object, of a chain of several as one object with these under "layers";
/// receptive_field, jump, start and centre are then those of the chain up to the layer, in cells of the first input.
/// "layer" is in the words of the framework that the layer was given in, which then is "framework", of Keras with
/// PyTorch's spelling under "pytorch"; input_shape and output_shape have the channels where this framework has them.
/// What follows from a number of channels that is not known is null. Unvisited cells are listed up to 16,384, and
/// counted beyond. Ends in a new line. A 1×1 convolution that follows a layer is an object of its own under
/// "pointwise"; weights and multiplications are those of both. Arrays have a number for each spatial axis, the
/// outermost first.
std::string write_shapes(std::span<const GivenLayer> chain, FormulaFormat format);

}  // namespace convarith
