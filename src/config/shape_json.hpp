#pragma once

#include <span>
#include <string>

#include "convarith/formula.hpp"
#include "convarith/operation.hpp"

namespace convarith {

/// What there is to know of a layer as a JSON object, of a chain of several as one object with these under "layers";
/// receptive_field, jump and centre are then those of the chain up to the layer, in cells of the first input. Ends in a
/// new line. A 1×1 convolution that follows a layer is an object of its own under "pointwise"; weights and
/// multiplications are those of both. Arrays have a number for each spatial axis, the outermost first.
std::string write_shapes(std::span<const Operation> chain, FormulaFormat format);

}  // namespace convarith
