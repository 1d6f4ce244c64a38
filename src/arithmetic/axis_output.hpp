#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "arithmetic/operation.hpp"

namespace convarith {

/// Which axis a message speaks of; nothing when all say the same.
struct AxisName {
  std::string_view across;  // "rows", "columns" or "cells"
  std::string prefix;       // "rows: ", "columns: " or nothing
};

/// The rule by which a layer is padded, if it is by one.
std::optional<PaddingRule> rule_of(const LayerOptions& options);

/// Computes the output along an axis that has the numbers that were given; the other members of `operation` but its
/// axes are known. What is wrong goes to `problems`.
void compute_axis(Axis& axis, const LayerOptions& options, const Operation& operation, const AxisName& name,
                  Problems& problems);

}  // namespace convarith
