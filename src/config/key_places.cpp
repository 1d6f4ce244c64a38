#include "config/key_places.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace convarith {
namespace {

/// Returns the place after the closing quote of the string that begins at `start`.
std::size_t end_of_string(std::string_view text, std::size_t start) {
  std::size_t i = start + 1;
  while (i < text.size() && text[i] != '"') i += text[i] == '\\' ? 2 : 1;
  return std::min(i + 1, text.size());
}

}  // namespace

std::vector<KeyPlace> places_of_keys(std::string_view text) {
  std::vector<KeyPlace> keys;
  int depth = 0;
  int line = 1;
  bool key_is_next = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\n') ++line;
    if (c == '{' || c == '[') ++depth;
    if (c == '}' || c == ']') --depth;
    if (depth == 1 && (c == '{' || c == ',')) key_is_next = true;
    if (c != '"') continue;
    const std::size_t end = end_of_string(text, i);
    if (depth == 1 && key_is_next) {
      keys.push_back({nlohmann::json::parse(text.substr(i, end - i)).get<std::string>(), line});
      key_is_next = false;
    }
    i = end - 1;
  }
  return keys;
}

}  // namespace convarith
