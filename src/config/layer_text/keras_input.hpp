#pragma once

#include "arithmetic/layer_values.hpp"
#include "config/layer_text/layer_call.hpp"
#include "convarith/layer.hpp"

namespace convarith {

/// Takes the size and the channels of the input into `options`, as far as the call of a Keras layer says them by
/// input_shape, batch_input_shape or batch_shape. Shapes that the layer can't have are complained of.
void read_keras_input(LayerCall& call, LayerOptions& options);

}  // namespace convarith
