#include "layout/text/foreign_fonts.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "type/utf8.hpp"

namespace convarith {

Result<ForeignFonts> no_foreign_fonts(std::span<const std::string> texts) {
  for (const std::string& text : texts) {
    const std::u32string characters = decode_utf8(text).value_or(std::u32string());
    const auto foreign = std::find_if(characters.begin(), characters.end(),
                                      [](char32_t code) { return code != U'\n' && !is_embedded(code); });
    if (foreign == characters.end()) continue;
    return failure(
        {},
        fmt::format("has the character U+{:04X}, which the program's own font lacks", static_cast<unsigned>(*foreign)),
        "use other characters, or a build that can use the fonts of this machine");
  }
  return ForeignFonts{};
}

}  // namespace convarith
