#pragma once

#include "arithmetic/layer_values.hpp"
#include "config/layer_text/layer_call.hpp"
#include "convarith/layer.hpp"

namespace convarith {

/// Sets the size and the channels of the input in `options`, if a call of a Keras layer gives them by input_shape,
/// batch_input_shape or batch_shape. Adds a problem to the call for a shape that the layer can't have.
void read_keras_input(LayerCall& call, LayerOptions& options);

}  // namespace convarith
