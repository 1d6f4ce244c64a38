#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace convarith {

/// Returns the characters of a text, or nothing if it is not valid UTF-8.
std::optional<std::u32string> decode_utf8(std::string_view text);

/// Returns the text with U+FFFD in place of each byte that belongs to no character.
std::string with_valid_utf8(std::string_view text);

std::string encode_utf8(std::u32string_view text);

}  // namespace convarith
