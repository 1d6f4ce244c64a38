#pragma once

#include "config/layer_text/layer_call.hpp"
#include "convarith/layer.hpp"

namespace convarith {

/// Complains of values that are right by themselves, but that the framework refuses together.
void check_values_together(LayerCall& call, const LayerOptions& options);

}  // namespace convarith
