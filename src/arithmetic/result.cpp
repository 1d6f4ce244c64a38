#include "convarith/result.hpp"

namespace convarith {
namespace {

/// What a person typed may hold line feeds and terminal codes; a message is one line and harmless.
std::string printable(const std::string& text) {
  constexpr char digits[] = "0123456789abcdef";
  std::string result;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte != 0x7f) {
      result += c;
    } else {
      result += {'\\', 'x', digits[byte >> 4], digits[byte & 0xf]};
    }
  }
  return result;
}

}  // namespace

std::string to_line(const Problem& problem) {
  std::string line;
  if (!problem.where.empty()) line += problem.where + ": ";
  line += problem.why;
  if (!problem.hint.empty()) line += "; " + problem.hint;
  return printable(line);
}

}  // namespace convarith
