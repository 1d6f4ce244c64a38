#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "convarith/result.hpp"
#include "convarith/tensor.hpp"

namespace convarith {

/// The most axes that numbers may have: those of the weights of a layer in three dimensions.
inline constexpr std::size_t kMostNumberAxes = 5;

/// The numbers in nested lists, all of one shape; a single number has no axes. Nothing but the numbers is kept.
/// Errors: `where` is "line:column" of what is no JSON, else empty; `why` names the row, or the place as [1][0], both
/// counted from 0.
Result<Tensor> read_number_lists(std::string_view json);

/// The same of JSON that was read already.
Result<Tensor> tensor_of_lists(const nlohmann::json& lists);

// What readers of numbers say alike.

/// "1 row", "3 rows".
std::string count_of(std::size_t number, std::string_view one);

/// That there are more numbers than kMostNumbers.
Problem too_many_numbers();

/// That what stands at a place is not finite.
Problem not_finite(const std::string& place, double value);

}  // namespace convarith
