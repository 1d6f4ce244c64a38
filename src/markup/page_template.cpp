#include "markup/page_template.hpp"

#include <algorithm>
#include <cassert>

namespace convarith {

std::string filled_in(std::string_view text,
                      std::initializer_list<std::pair<std::string_view, std::string_view>> parts) {
  std::string out;
  for (std::size_t open = text.find("{{"); open != std::string_view::npos; open = text.find("{{")) {
    const std::size_t close = text.find("}}", open);
    assert(close != std::string_view::npos);
    const std::string_view name = text.substr(open + 2, close - open - 2);
    const auto* const part =
        std::find_if(parts.begin(), parts.end(), [name](const auto& given) { return given.first == name; });
    assert(part != parts.end());
    out += text.substr(0, open);
    out += part->second;
    text.remove_prefix(close + 2);
  }
  return out + std::string(text);
}

}  // namespace convarith
