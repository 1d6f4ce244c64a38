#pragma once

#include "arithmetic/chain_values.hpp"
#include "convarith/request.hpp"

namespace convarith {

/// Sets sizes that were not given from the shapes of numbers that were. The values determine n and channels, and
/// the weights determine k, filters and channels. The weights of a 1×1 convolution determine pointwise and, if nothing
/// else does, filters. If a bias was given for a convolution, has_bias becomes true unless has_bias was given, too.
void take_sizes_from_values(Request& request);

/// Sets the size of a model's input, and its channels, from the numbers that it gets, unless they were given or the
/// model says them. Maps have two axes unless the model's first layer with windows says otherwise.
void take_input_from_values(Request& request);

/// Checks that the request of a single layer has no numbers that only models take.
/// Errors: `where` is the key of the field.
Status check_no_numbers_of_models(const Request& request);

/// Replaces a depth multiplier, which presets and file names don't have, by groups and filters. There are as many
/// groups as channels, whose number may follow from values or weights.
void say_groups_of_multiplier(Request& request);

/// Returns the numbers of a request in the full shapes of its layers. Tensors that were not given are empty.
/// Errors: `where` is the key of the field whose shape or numbers do not fit.
Result<ChainValues> fit_values(const Request& request, const Chain& chain);

}  // namespace convarith
