#pragma once

#include "convarith/layer.hpp"
#include "layer_call.hpp"

namespace convarith {

/// Complains of values that are right by themselves, but that the framework refuses together.
void check_values_together(LayerCall& call, const LayerOptions& options);

}  // namespace convarith
