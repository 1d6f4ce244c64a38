#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "convarith/result.hpp"
#include "convarith/tensor.hpp"

namespace convarith {

/// The most axes that numbers may have: those of the weights of a layer in three dimensions.
inline constexpr std::size_t kMostNumberAxes = 5;

/// Reads the numbers in nested lists of JSON. Lists of the same depth must have the same length; a single number has no
/// axes. Only the numbers are kept in memory.
/// Errors: `where` is "line:column" for invalid JSON, else empty. `why` names the row, or the place as [1][0], both
/// counted from 0.
Result<Tensor> read_number_lists(std::string_view json);

/// Reads numbers as above, from JSON that is parsed already.
Result<Tensor> tensor_of_lists(const nlohmann::json& lists);

// Words and problems that all readers of numbers share.

/// Returns the problem that there are more numbers than kMostNumbers.
Problem too_many_numbers();

/// Returns the problem that the number at a place is not finite.
Problem not_finite(const std::string& place, double value);

}  // namespace convarith
