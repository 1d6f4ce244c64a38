#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "layout/film.hpp"

namespace convarith {

/// How far letters and brackets reach above and below the base line, in em.
inline constexpr double kAscent = 0.75;
inline constexpr double kDescent = 0.25;

/// Distance from one base line to the next, in em.
inline constexpr double kLeading = 1.35;

/// A line of text that begins at x = 0 on the base line y = 0. Its texts are in the order in which they are read, which
/// is not always the order from left to right.
struct TextLine {
  std::vector<Text> texts;
  double width = 0;  ///< bp

  /// Returns what the line says, in UTF-8.
  std::string characters() const;
};

/// Properties of a character that typesetting needs besides its font.
struct CharacterTraits {
  std::uint8_t level = 0;  ///< level in the Unicode bidirectional algorithm: odd where text is read from right to left
  bool is_mark = false;    ///< belongs to the character before it, as accents and joiners do
  bool is_invisible = false;  ///< needs no glyph of its own
};

/// Characters set in an installed font, at a size of 1 bp to the em.
struct ForeignText {
  Text text;
  double width = 0;  ///< em
};

/// Sets characters that the program's own fonts lack. Either both functions are set or neither is.
struct ForeignSetter {
  /// Returns the traits of each character of a paragraph (everything between new lines).
  std::function<std::vector<CharacterTraits>(std::u32string_view paragraph)> traits;
  /// Sets characters of one direction, and spaces between them. Returns texts in the order in which they are read.
  std::function<std::vector<ForeignText>(std::u32string_view text, bool is_right_to_left)> set;
};

/// How a text is set: `words` as it is; `formula` with letters that stand alone in italics, and with a subscript for
/// "p_t" or "x_{0,1}"; `small` as small numbers, in digits that are cut for 5 bp.
enum class TextStyle { words, formula, small };

/// Returns words that are set as they are within a formula: no letter of "Conv1d" is a variable.
std::string upright(std::string_view words);
/// Returns what a formula with such words says as plain text.
std::string without_upright_marks(std::string_view formula);

/// Whether the program's own fonts have a character.
bool is_embedded(char32_t code);

/// Sets texts (valid UTF-8 without control characters other than new lines) in Latin Modern. A foreign setter sets the
/// characters that Latin Modern lacks; without one, every character must be embedded.
///
/// Lines are ordered by the Unicode bidirectional algorithm. The first letter of a paragraph decides which way the
/// whole paragraph runs. Lines that run from right to left still begin at x = 0; the caller aligns them.
class Typesetter {
 public:
  explicit Typesetter(ForeignSetter foreign = {}) : foreign_(std::move(foreign)) {}

  /// Sets one line of `size` bp to the em.
  TextLine line(std::string_view text, double size, TextStyle style = TextStyle::words) const;
  /// Sets as many lines as needed for none to be wider than `width` bp. Lines are broken at new lines, at spaces (in
  /// formulas not inside "k = 3"), between ideographs, and inside words that are too long themselves, but never before
  /// a mark. A character that is wider than `width` gets a line of its own. Scripts with neither spaces nor ideographs
  /// (Thai) are broken anywhere.
  std::vector<TextLine> paragraph(std::string_view text, double size, double width,
                                  TextStyle style = TextStyle::words) const;

 private:
  ForeignSetter foreign_;
};

/// Adds the texts of a line that begins at a point of the base line.
void write_line(DisplayList& shapes, Role role, std::optional<Cell> cell, PaintId ink, const TextLine& line,
                Point origin);

}  // namespace convarith
