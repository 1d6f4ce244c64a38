#include "type/typeface.hpp"

#include <algorithm>
#include <tuple>

namespace convarith {

const Typeface::Glyph* Typeface::glyph(GlyphId id) const {
  const auto found =
      std::lower_bound(glyphs.begin(), glyphs.end(), id, [](const Glyph& a, GlyphId wanted) { return a.id < wanted; });
  return found != glyphs.end() && found->id == id ? &*found : nullptr;
}

const Typeface::Glyph* Typeface::glyph_of(char32_t code) const {
  const auto found = std::lower_bound(characters.begin(), characters.end(), code,
                                      [](const Character& a, char32_t wanted) { return a.code < wanted; });
  return found != characters.end() && found->code == code ? glyph(found->glyph) : nullptr;
}

int Typeface::kern(GlyphId left, GlyphId right) const {
  const auto found =
      std::lower_bound(kerns.begin(), kerns.end(), std::tie(left, right),
                       [](const Kern& a, const auto& wanted) { return std::tie(a.left, a.right) < wanted; });
  return found != kerns.end() && found->left == left && found->right == right ? found->distance : 0;
}

}  // namespace convarith
