#include "convarith/result.hpp"

namespace convarith {
namespace {

/// Escapes control characters: text that a user typed may hold line feeds and terminal codes, but a message must be one
/// harmless line. `keeps_lines` leaves line feeds as they are.
std::string printable(const std::string& text, bool keeps_lines) {
  constexpr char digits[] = "0123456789abcdef";
  std::string result;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte >= 0x20 && byte != 0x7f) || (c == '\n' && keeps_lines)) {
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
  if (!problem.where.empty()) line += printable(problem.where, false) + ": ";
  line += printable(problem.why, false);
  const bool shows_text = problem.hint.starts_with('\n');
  if (!problem.hint.empty()) line += (shows_text ? "" : "; ") + printable(problem.hint, true);
  return line;
}

}  // namespace convarith
