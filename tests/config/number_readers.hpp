#pragma once

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <string>

#include "convarith/result.hpp"
#include "convarith/tensor.hpp"

namespace convarith::testing {

/// "2x3: 1 2 3 4 5 6", or what is wrong.
inline std::string text_of(const Result<Tensor>& numbers) {
  if (!numbers) return to_line(numbers.problems().front());
  return fmt::format("{}: {}", fmt::join(numbers->shape, "x"), fmt::join(numbers->values, " "));
}

}  // namespace convarith::testing
