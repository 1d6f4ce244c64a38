#pragma once

#include <vector>

#include "arithmetic/chain.hpp"
#include "arithmetic/layer_values.hpp"

namespace convarith {

/// The numbers of a chain, one after the other those of its layers. Inputs of all but the first are what comes out of
/// the layer before: see with_inputs().
using ChainValues = std::vector<LayerValues>;

/// The same with the input of each layer, as far as it can be computed. `values` has as many layers as the chain.
ChainValues with_inputs(const Chain& chain, ChainValues values);

/// What comes out of the last layer.
Tensor compute_output(const Chain& chain, const ChainValues& values);

}  // namespace convarith
