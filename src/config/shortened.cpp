#include "config/shortened.hpp"

#include <algorithm>

namespace convarith {
namespace {

/// Whether a byte continues a character of UTF-8.
bool continues_character(char byte) {
  return (static_cast<unsigned char>(byte) & 0xc0) == 0x80;
}

}  // namespace

std::string shortened(std::string_view text, std::size_t longest) {
  std::size_t end = std::min(text.size(), longest);
  const bool is_cut = end < text.size();
  // A character has four bytes at most. Bytes that seem to continue one for longer are not text and are cut anywhere.
  const std::size_t least = end - std::min<std::size_t>(end, 3);
  while (is_cut && end > least && continues_character(text[end])) --end;
  std::string quoted(text.substr(0, end));
  std::replace_if(
      quoted.begin(), quoted.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
  return is_cut ? quoted + "..." : quoted;
}

}  // namespace convarith
