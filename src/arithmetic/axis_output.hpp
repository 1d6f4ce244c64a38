#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "arithmetic/operation.hpp"

namespace convarith {

/// The axis that a message is about. Messages that hold for all axes alike name no axis.
struct AxisName {
  std::string_view across;  // "rows", "columns" or "cells"
  std::string prefix;       // "rows: ", "columns: " or empty
};

/// Returns the rule that determines a layer's padding, or nothing if the padding is given in numbers.
std::optional<PaddingRule> rule_of(const LayerOptions& options);

/// Computes the output length of `axis`, which already holds the numbers that were given, and whatever else follows
/// from them. All members of `operation` except its axes must be set. Adds what is wrong to `problems`.
void compute_axis(Axis& axis, const LayerOptions& options, const Operation& operation, const AxisName& name,
                  Problems& problems);

}  // namespace convarith
