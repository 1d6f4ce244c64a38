#pragma once

#include "config/layer_text/layer_call.hpp"
#include "convarith/layer.hpp"

namespace convarith {

/// Takes the values of a call's parameters into `options`. Values that a parameter can't have are complained of.
void read_layer_values(LayerCall& call, LayerOptions& options);

}  // namespace convarith
