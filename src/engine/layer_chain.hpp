#pragma once

#include <span>
#include <string>
#include <vector>

#include "config/layer_spelling/layer_spelling.hpp"
#include "config/preset.hpp"
#include "convarith/result.hpp"

namespace convarith {

/// The layer of a request, and what is known of how it was given.
/// Errors: what make_operation() refuses, located where the request says it.
Result<GivenLayer> given_layer(SourcedRequest request);

/// The layers of some texts, each of which takes the output of the one before. `flags` say the first one's input.
/// Errors: what texts can't mean; a layer that does not take what comes before.
Result<std::vector<GivenLayer>> chain_of_texts(std::span<const std::string> texts, const SourcedRequest& flags);

}  // namespace convarith
