#pragma once

#include <fontconfig/fontconfig.h>

#include <memory>
#include <string>
#include <vector>

namespace convarith {

/// A font of this machine.
struct ListedFont {
  std::string family;
  std::string path;
  int index = 0;  ///< index of the face in the file
  std::shared_ptr<FcCharSet> characters;

  bool has(char32_t code) const { return FcCharSetHasChar(characters.get(), code) != FcFalse; }
};

/// Returns the fonts of this machine that have outlines of one colour, in formats that can be shaped and embedded. The
/// fonts that look most like Latin Modern come first, then those for "serif"; upright fonts come before others. Fonts
/// made for `language` (such as "ja") are preferred; if it is empty, the language of the user's locale counts.
std::vector<ListedFont> list_fonts(const std::string& language);

}  // namespace convarith
