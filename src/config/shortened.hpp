#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace convarith {

/// Returns a text as messages quote it: on one line, and cut after `longest` bytes at most, but never within a
/// character. A cut text ends in "...".
std::string shortened(std::string_view text, std::size_t longest = 60);

}  // namespace convarith
