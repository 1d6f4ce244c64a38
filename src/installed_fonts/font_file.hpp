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
  /// Null where the file can't be read or is no font.
  static std::shared_ptr<const FontFile> open(const ListedFont& listed);

  FontFile(const FontFile&) = delete;
  FontFile& operator=(const FontFile&) = delete;
  ~FontFile();

  const std::string& family() const { return listed_.family; }
  bool has(char32_t code) const { return listed_.has(code); }
  /// For HarfBuzz; its units are the font's.
  hb_font_t* shaper() const { return shaper_; }
  int units_per_em() const;
  /// The glyphs of some characters, with these and all that the font may put into the place of any of them.
  GlyphIds reachable(std::u32string_view characters, const GlyphIds& glyphs) const;

 private:
  friend std::shared_ptr<const Typeface> load_typeface(const std::shared_ptr<const FontFile>& font,
                                                       const GlyphIds& glyphs);

  FontFile(const ListedFont& listed, std::vector<std::uint8_t> bytes);

  ListedFont listed_;
  std::vector<std::uint8_t> bytes_;
  hb_font_t* shaper_;
};

/// The font with the outlines of these glyphs; holds on to the font. Null where the file is broken.
std::shared_ptr<const Typeface> load_typeface(const std::shared_ptr<const FontFile>& font, const GlyphIds& glyphs);

}  // namespace convarith
