#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace convarith {

/// Returns the text with the capital letters of ASCII in lower case.
std::string lowered(std::string_view text);

/// Joins words with commas and a conjunction: "a, b or c".
std::string listed(const std::vector<std::string>& words, std::string_view conjunction);

}  // namespace convarith
