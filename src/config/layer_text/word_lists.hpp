#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace convarith {

/// With small letters, of ASCII.
std::string lowered(std::string_view text);

/// "a, b or c".
std::string listed(const std::vector<std::string>& words, std::string_view conjunction);

}  // namespace convarith
