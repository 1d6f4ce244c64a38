#pragma once

#include <cstddef>

#include "arithmetic/chain.hpp"
#include "convarith/request.hpp"
#include "convarith/result.hpp"
#include "layout/subject.hpp"

namespace convarith {

/// Returns the number of outputs in one map of each layer, all layers together.
std::size_t outputs_of(const Chain& chain);

/// Returns the layers of a request with their numbers. Pictures must have been read. Errors: parameters that make no
/// valid layer; layers that can't be drawn; with limits, too many cells.
Result<Subject> subject_of_layer(const Request& request, bool has_limits);

}  // namespace convarith
