#pragma once

#include <span>
#include <string>
#include <vector>

#include "config/layer_spelling/layer_spelling.hpp"
#include "config/preset.hpp"
#include "convarith/result.hpp"

namespace convarith {

/// Returns the layer of a request, with what is known of how it was given.
/// Errors: those of make_operation(), located where the request gives the value.
Result<GivenLayer> given_layer(SourcedRequest request);

/// Returns the layers that some texts describe. Each takes the output of the layer before it; `flags` give the input of
/// the first.
/// Errors: a text can't be read; a layer does not accept the output of the one before it; flags give more of the first
/// layer than its input.
Result<std::vector<GivenLayer>> chain_of_texts(std::span<const std::string> texts, const SourcedRequest& flags);

}  // namespace convarith
