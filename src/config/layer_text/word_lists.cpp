#include "config/layer_text/word_lists.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <cctype>

namespace convarith {

std::string lowered(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return result;
}

std::string listed(const std::vector<std::string>& words, std::string_view conjunction) {
  if (words.size() < 2) return fmt::format("{}", fmt::join(words, ""));
  return fmt::format("{} {} {}", fmt::join(words.begin(), words.end() - 1, ", "), conjunction, words.back());
}

}  // namespace convarith
