#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace convarith {

/// A text as messages quote it: on one line, and cut behind so many bytes at most, but never within a character.
std::string shortened(std::string_view text, std::size_t longest = 60);

}  // namespace convarith
