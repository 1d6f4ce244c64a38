#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "convarith/result.hpp"
#include "layout/text/foreign_fonts.hpp"
#include "layout/text/typesetting.hpp"
#include "type/typeface.hpp"

namespace convarith {

class FontFile;

/// Fonts of this machine, for characters that the program's own fonts lack. Nothing changes once the fonts have been
/// found, so that several threads may set texts. Copies share the fonts.
class InstalledFonts {
 public:
  /// Finds fonts for all that some texts (as Typesetter takes them) need besides the program's own: as few as possible,
  /// with serifs if there is a choice. If the texts need no fonts, none are looked for.
  /// Errors: characters that no installed font has outlines for, as a failure.
  static Result<InstalledFonts> for_texts(std::span<const std::string> texts);

  /// Returns the families of the fonts that are needed, each once, in the order in which the texts need them.
  const std::vector<std::string>& names() const { return names_; }
  /// Returns the setter for a Typesetter of these texts and of parts of them. The setter keeps the fonts alive.
  ForeignSetter setter() const;

 private:
  std::vector<ForeignText> set(std::u32string_view text, bool is_right_to_left) const;

  std::vector<std::shared_ptr<const FontFile>> fonts_;
  /// A typeface for each font, with all glyphs that parts of the texts are likely to need.
  std::vector<std::shared_ptr<const Typeface>> faces_;
  std::vector<std::string> names_;
};

/// Finds fonts as InstalledFonts does, in the form of a font source for planning figures.
Result<ForeignFonts> fonts_of_machine(std::span<const std::string> texts);

}  // namespace convarith
