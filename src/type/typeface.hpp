#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace convarith {

/// A font as layout and drawing need it: the widths of its characters and their shapes. All lengths are in font units,
/// with y upwards and the base line at 0. The memory that the spans refer to must outlive the typeface.
struct Typeface {
  /// The index of a glyph in the font file.
  using GlyphId = std::uint32_t;

  struct Glyph {
    GlyphId id = 0;
    int advance = 0;
    std::uint32_t first = 0;  ///< start of its outline in `outlines`
    std::uint32_t last = 0;   ///< exclusive
  };

  struct Character {
    char32_t code = 0;
    GlyphId glyph = 0;
  };

  /// The kerning of two neighbours: `distance` is added to the advance of `left`. It is negative where the two stand
  /// closer than their advances.
  struct Kern {
    GlyphId left = 0;
    GlyphId right = 0;
    int distance = 0;
  };

  /// The verbs in `outlines`. Each is followed by its points, and the pen then stands on the last of them.
  enum Verb : std::int16_t { move = 0, line = 1, curve = 2 };

  std::string_view name;
  int units_per_em = 1000;
  std::span<const Character> characters;   ///< sorted by code
  std::span<const Glyph> glyphs;           ///< sorted by id
  std::span<const Kern> kerns;             ///< sorted by left, then right
  std::span<const std::int16_t> outlines;  ///< each verb with the x and y of its one or (cubic curves) three points
  std::span<const std::uint8_t> file;      ///< OpenType or TrueType, for documents to embed
  int index = 0;                           ///< index of the face in `file`

  /// Returns the glyph of a character, or null if the font has none.
  const Glyph* glyph_of(char32_t code) const;
  /// Returns the glyph of an id, or null.
  const Glyph* glyph(GlyphId id) const;
  int kern(GlyphId left, GlyphId right) const;
};

/// Latin Modern, which is built into the program: roman and italic letters, and the signs of formulas.
const Typeface& roman();
const Typeface& italic();
const Typeface& signs();
/// Latin Modern's wider and bolder digits for numbers of about 5 bp.
const Typeface& small_digits();

}  // namespace convarith
