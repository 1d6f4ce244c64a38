#pragma once

#include <span>
#include <string>

#include "arithmetic/formula.hpp"
#include "config/layer_spelling/layer_spelling.hpp"

namespace convarith {

/// What there is to know of a layer, a line for each thing.
std::string describe_layer(const GivenLayer& layer, FormulaFormat format);

/// A table of what the input is, and what it is after each layer.
std::string describe_chain(std::span<const GivenLayer> chain);

}  // namespace convarith
