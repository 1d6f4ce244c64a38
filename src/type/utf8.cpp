#include "type/utf8.hpp"

namespace convarith {
namespace {

constexpr char32_t kLargestCode = 0x10FFFF;

bool is_surrogate(char32_t code) {
  return code >= 0xD800 && code <= 0xDFFF;
}

/// Returns how many bytes follow a first byte, or nothing if the byte can't be a first one.
std::optional<int> bytes_after(unsigned char first) {
  if (first < 0x80) return 0;
  if (first >= 0xC2 && first < 0xE0) return 1;
  if (first >= 0xE0 && first < 0xF0) return 2;
  if (first >= 0xF0 && first < 0xF5) return 3;
  return std::nullopt;
}

/// Takes the character that starts at `at`, and moves `at` behind it. Returns nothing if no character starts there.
std::optional<char32_t> take_character(std::string_view text, std::size_t& at) {
  constexpr char32_t smallest[] = {0, 0x80, 0x800, 0x10000};
  const auto first = static_cast<unsigned char>(text[at]);
  const std::optional<int> more = bytes_after(first);
  if (!more || at + static_cast<std::size_t>(*more) >= text.size()) return std::nullopt;
  char32_t code = *more == 0 ? first : first & (0x3FU >> *more);
  for (int i = 1; i <= *more; ++i) {
    const auto next = static_cast<unsigned char>(text[at + static_cast<std::size_t>(i)]);
    if ((next & 0xC0U) != 0x80) return std::nullopt;
    code = (code << 6U) | (next & 0x3FU);
  }
  if (code < smallest[*more] || code > kLargestCode || is_surrogate(code)) return std::nullopt;
  at += static_cast<std::size_t>(*more) + 1;
  return code;
}

}  // namespace

std::optional<std::u32string> decode_utf8(std::string_view text) {
  std::u32string codes;
  for (std::size_t at = 0; at < text.size();) {
    const std::optional<char32_t> code = take_character(text, at);
    if (!code) return std::nullopt;
    codes.push_back(*code);
  }
  return codes;
}

std::string with_valid_utf8(std::string_view text) {
  std::string valid;
  valid.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    if (take_character(text, at)) {
      valid += text.substr(start, at - start);
    } else {
      valid += "\xEF\xBF\xBD";
      ++at;
    }
  }
  return valid;
}

std::string encode_utf8(std::u32string_view text) {
  std::string bytes;
  for (const char32_t code : text) {
    const auto tail = [code](unsigned shift) { return static_cast<char>(0x80U | ((code >> shift) & 0x3FU)); };
    if (code < 0x80) {
      bytes += static_cast<char>(code);
    } else if (code < 0x800) {
      bytes += {static_cast<char>(0xC0U | (code >> 6U)), tail(0)};
    } else if (code < 0x10000) {
      bytes += {static_cast<char>(0xE0U | (code >> 12U)), tail(6), tail(0)};
    } else {
      bytes += {static_cast<char>(0xF0U | (code >> 18U)), tail(12), tail(6), tail(0)};
    }
  }
  return bytes;
}

}  // namespace convarith
