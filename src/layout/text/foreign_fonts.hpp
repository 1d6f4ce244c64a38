#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "convarith/result.hpp"
#include "layout/text/typesetting.hpp"

namespace convarith {

/// Fonts for those characters of some texts that the program's own fonts lack.
struct ForeignFonts {
  ForeignSetter setter = {};
  std::vector<std::string> names = {};  ///< font families, each once; empty if the program's own fonts are enough
};

/// Finds fonts for those characters of texts (valid UTF-8) that the program's own fonts lack. Errors: a failure if
/// there are characters that it has no font for.
using FontSource = std::function<Result<ForeignFonts>(std::span<const std::string> texts)>;

/// The font source of a machine without any fonts. Errors: a failure that names the first character that the program's
/// own fonts lack.
Result<ForeignFonts> no_foreign_fonts(std::span<const std::string> texts);

}  // namespace convarith
