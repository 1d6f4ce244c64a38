#pragma once

#include <vector>

#include "arithmetic/chain.hpp"
#include "arithmetic/layer_values.hpp"

namespace convarith {

/// The numbers of a chain: one element for each layer, in order. The input of each layer after the first is the output
/// of the layer before it; with_inputs() computes it.
using ChainValues = std::vector<LayerValues>;

/// Returns `values` with the input of each layer after the first filled in, as far as it can be computed. `values` must
/// have one element for each layer of the chain.
ChainValues with_inputs(const Chain& chain, ChainValues values);

/// Computes the output of the last layer.
Tensor compute_output(const Chain& chain, const ChainValues& values);

}  // namespace convarith
