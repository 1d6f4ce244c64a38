#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "convarith/film.hpp"

namespace convarith {

/// How far letters and brackets reach above and below the base line, in em.
inline constexpr double kAscent = 0.75;
inline constexpr double kDescent = 0.25;

/// From one base line to the next, in em.
inline constexpr double kLeading = 1.35;

/// A line of text; its texts stand on the base line y = 0, the first at x = 0.
struct TextLine {
  std::vector<Text> texts;
  double width = 0;  ///< bp

  /// What it says, in UTF-8.
  std::string characters() const;
};

/// What an installed font makes of some characters: its size is 1 bp to the em.
struct ForeignText {
  Text text;
  double width = 0;  ///< em
};

/// Sets characters that the program's own fonts lack.
using SetForeign = std::function<std::vector<ForeignText>(std::u32string_view)>;

/// How a text is set: as it is, or with letters that stand alone in italics and "p_t" with a subscript.
enum class TextStyle { words, formula };

/// Whether the program's own fonts have a character.
bool is_embedded(char32_t code);

/// Sets texts (valid UTF-8 without control characters other than new lines) in Latin Modern.
class Typesetter {
 public:
  explicit Typesetter(SetForeign set_foreign = {}) : set_foreign_(std::move(set_foreign)) {}

  /// One line of `size` bp to the em.
  TextLine line(std::string_view text, double size, TextStyle style = TextStyle::words) const;
  /// As many lines as it takes for none to be wider than `width` bp, broken at new lines, at spaces, between
  /// ideographs, and inside words that are too long themselves.
  std::vector<TextLine> paragraph(std::string_view text, double size, double width,
                                  TextStyle style = TextStyle::words) const;

 private:
  TextLine set(std::u32string_view text, double size, TextStyle style) const;

  SetForeign set_foreign_;
};

}  // namespace convarith
