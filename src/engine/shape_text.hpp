#pragma once

#include <span>
#include <string>

#include "arithmetic/formula.hpp"
#include "config/layer_spelling/layer_spelling.hpp"

namespace convarith {

/// Describes a layer, one line for each fact.
std::string describe_layer(const GivenLayer& layer, FormulaFormat format);

/// Returns a table of a chain, with a row for the input and one for each layer: the layer's output, and its receptive
/// field, jump and start in the chain.
std::string describe_chain(std::span<const GivenLayer> chain);

}  // namespace convarith
