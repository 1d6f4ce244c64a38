#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "convarith/result.hpp"
#include "layout/text/typesetting.hpp"

namespace convarith {

/// Fonts for the characters of some texts that the program's own fonts lack.
struct ForeignFonts {
  ForeignSetter setter = {};
  std::vector<std::string> names = {};  ///< families, each once; empty where the program's own fonts are enough
};

/// Finds such fonts for texts in valid UTF-8. Errors: characters that it has no font for, as a failure.
using FontSource = std::function<Result<ForeignFonts>(std::span<const std::string> texts)>;

/// The font source of a machine without any fonts. Errors: the first character that the program's own fonts lack.
Result<ForeignFonts> no_foreign_fonts(std::span<const std::string> texts);

}  // namespace convarith
