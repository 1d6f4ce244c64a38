#pragma once

#include "config/layer_text/layer_call.hpp"
#include "convarith/layer.hpp"

namespace convarith {

/// Adds problems for values that are valid by themselves, but that the framework refuses in combination.
void check_values_together(LayerCall& call, const LayerOptions& options);

}  // namespace convarith
