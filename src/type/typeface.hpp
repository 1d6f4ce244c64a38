#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace convarith {

/// A font as layout and drawing need it: how wide its characters are and what they look like. All lengths are in font
/// units, y up, the base line at 0. What the spans refer to must outlive it.
struct Typeface {
  /// A glyph's number is its place in the font file.
  using GlyphId = std::uint32_t;

  struct Glyph {
    GlyphId id = 0;
    int advance = 0;
    std::uint32_t first = 0;  ///< of its outline in `outlines`
    std::uint32_t last = 0;   ///< exclusive
  };

  struct Character {
    char32_t code = 0;
    GlyphId glyph = 0;
  };

  /// How much nearer than their advances two neighbours stand.
  struct Kern {
    GlyphId left = 0;
    GlyphId right = 0;
    int distance = 0;
  };

  /// What `outlines` is made of: each is followed by its points, the last of which is where the pen is then.
  enum Verb : std::int16_t { move = 0, line = 1, curve = 2 };

  std::string_view name;
  int units_per_em = 1000;
  std::span<const Character> characters;   ///< by code
  std::span<const Glyph> glyphs;           ///< by id
  std::span<const Kern> kerns;             ///< by left, then right
  std::span<const std::int16_t> outlines;  ///< verbs and x, y of one, one or three points (cubic)
  std::span<const std::uint8_t> file;      ///< OpenType or TrueType, for documents to embed
  int index = 0;                           ///< of the face in the file

  /// The glyph of a character, or null where the font has none.
  const Glyph* glyph_of(char32_t code) const;
  /// The glyph of an id, or null.
  const Glyph* glyph(GlyphId id) const;
  int kern(GlyphId left, GlyphId right) const;
};

/// Latin Modern, which is part of the program: roman and italic letters, and the signs of formulas.
const Typeface& roman();
const Typeface& italic();
const Typeface& signs();
/// Wider and bolder digits, for numbers of some 5 bp.
const Typeface& small_digits();

}  // namespace convarith
