#pragma once

#include <hb.h>

#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "installed_fonts/font_list.hpp"
#include "type/typeface.hpp"

namespace convarith {

using GlyphIds = std::set<Typeface::GlyphId>;

/// A font of this machine, read into memory. Several threads may use it.
class FontFile {
 public:
  /// Opens a font. Returns null if the file can't be read or is no font.
  static std::shared_ptr<const FontFile> open(const ListedFont& listed);

  FontFile(const FontFile&) = delete;
  FontFile& operator=(const FontFile&) = delete;
  ~FontFile();

  const std::string& family() const { return listed_.family; }
  bool has(char32_t code) const { return listed_.has(code); }
  /// Returns the font for HarfBuzz, in font units.
  hb_font_t* shaper() const { return shaper_; }
  int units_per_em() const;
  /// Returns the glyphs of some characters, the given glyphs, and all glyphs that the font may put in the place of any
  /// of them.
  GlyphIds reachable(std::u32string_view characters, const GlyphIds& glyphs) const;

 private:
  friend std::shared_ptr<const Typeface> load_typeface(const std::shared_ptr<const FontFile>& font,
                                                       const GlyphIds& glyphs);

  FontFile(const ListedFont& listed, std::vector<std::uint8_t> bytes);

  ListedFont listed_;
  std::vector<std::uint8_t> bytes_;
  hb_font_t* shaper_;
};

/// Returns the font with the outlines of these glyphs, or null if the file is broken. The typeface keeps the font
/// alive.
std::shared_ptr<const Typeface> load_typeface(const std::shared_ptr<const FontFile>& font, const GlyphIds& glyphs);

}  // namespace convarith
