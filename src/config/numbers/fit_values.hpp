#pragma once

#include "arithmetic/chain_values.hpp"
#include "convarith/request.hpp"

namespace convarith {

/// Sizes that were not given follow from numbers that were: n and channels from the values, k, filters and channels
/// from the weights, pointwise and, where nothing else says them, filters from the weights of a 1×1 convolution; a bias
/// that was given is one that the layer has, unless it was said that it has none.
void take_sizes_from_values(Request& request);

/// The groups and filters of a layer with a depth multiplier, which presets and names of files don't know: as many
/// groups as channels, which values and weights may say.
void say_groups_of_multiplier(Request& request);

/// The numbers of a request in the full shapes of its layers; what was not given is empty.
/// Errors: `where` is the key of the field whose shape does not fit.
Result<ChainValues> fit_values(const Request& request, const Chain& chain);

}  // namespace convarith
