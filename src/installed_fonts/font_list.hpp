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
  int index = 0;  ///< of the face in the file
  std::shared_ptr<FcCharSet> characters;

  bool has(char32_t code) const { return FcCharSetHasChar(characters.get(), code) != FcFalse; }
};

/// The fonts of this machine that have outlines of one colour, in formats that can be shaped and embedded. First come
/// those that look most like Latin Modern, then those for "serif", upright ones first. `language` (such as "ja")
/// prefers those made for it; if empty, the person's locale does.
std::vector<ListedFont> list_fonts(const std::string& language);

}  // namespace convarith
