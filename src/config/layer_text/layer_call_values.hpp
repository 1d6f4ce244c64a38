#pragma once

#include "config/layer_text/layer_call.hpp"
#include "convarith/layer.hpp"

namespace convarith {

/// Sets `options` from the values of a call's parameters. Adds a problem to the call for each value that its parameter
/// can't have.
void read_layer_values(LayerCall& call, LayerOptions& options);

/// Whether an option is a number of channels.
bool names_channels(const signatures::LayerMember& member);

}  // namespace convarith
