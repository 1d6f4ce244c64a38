#include "installed_fonts/font_file.hpp"

#include <ft2build.h>
#include <hb-ot.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H

#include <algorithm>
#include <cmath>
#include <fstream>
#include <initializer_list>
#include <iterator>
#include <limits>
#include <span>

namespace convarith {
namespace {

std::vector<std::uint8_t> read_bytes(const std::string& path) {
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  const std::streamoff size = file.tellg();
  if (!file || size <= 0) return {};
  std::vector<std::uint8_t> bytes(static_cast<std::size_t>(size));
  file.seekg(0);
  file.read(reinterpret_cast<char*>(bytes.data()), size);
  return file ? std::move(bytes) : std::vector<std::uint8_t>();
}

hb_font_t* make_shaper(std::span<const std::uint8_t> bytes, int index) {
  hb_blob_t* blob = hb_blob_create(reinterpret_cast<const char*>(bytes.data()), static_cast<unsigned>(bytes.size()),
                                   HB_MEMORY_MODE_READONLY, nullptr, nullptr);
  hb_face_t* face = hb_face_create(blob, static_cast<unsigned>(index));
  hb_font_t* font = hb_font_create(face);
  hb_face_destroy(face);
  hb_blob_destroy(blob);
  hb_font_make_immutable(font);
  return font;
}

/// A font face that FreeType has opened.
class OutlineSource {
 public:
  OutlineSource(std::span<const std::uint8_t> bytes, int index) {
    if (FT_Init_FreeType(&library_) != 0) return;
    FT_New_Memory_Face(library_, bytes.data(), static_cast<FT_Long>(bytes.size()), index, &face_);
  }
  OutlineSource(const OutlineSource&) = delete;
  OutlineSource& operator=(const OutlineSource&) = delete;
  ~OutlineSource() {
    if (library_ != nullptr) FT_Done_FreeType(library_);  // closes its faces too
  }

  bool is_open() const { return face_ != nullptr && FT_IS_SCALABLE(face_); }
  int units_per_em() const { return face_->units_per_EM; }

  /// Returns a glyph in font units, or null if it has no outline.
  FT_GlyphSlot glyph(Typeface::GlyphId id) {
    const bool loaded = FT_Load_Glyph(face_, id, FT_LOAD_NO_SCALE) == 0;
    return loaded && face_->glyph->format == FT_GLYPH_FORMAT_OUTLINE ? face_->glyph : nullptr;
  }

 private:
  FT_Library library_ = nullptr;
  FT_Face face_ = nullptr;
};

/// Writes outlines in the form that typeface.hpp describes: the quadratic curves of TrueType become cubic ones.
class OutlineWriter {
 public:
  explicit OutlineWriter(std::vector<std::int16_t>& numbers) : numbers_(numbers) {}

  void add(FT_Outline& outline) {
    const FT_Outline_Funcs pens{
        [](const FT_Vector* to, void* self) { return put(self, Typeface::move, {*to}); },
        [](const FT_Vector* to, void* self) { return put(self, Typeface::line, {*to}); },
        [](const FT_Vector* corner, const FT_Vector* to, void* self) {
          const FT_Vector from = static_cast<OutlineWriter*>(self)->pen_;
          return put(self, Typeface::curve, {towards(from, *corner), towards(*to, *corner), *to});
        },
        [](const FT_Vector* a, const FT_Vector* b, const FT_Vector* to, void* self) {
          return put(self, Typeface::curve, {*a, *b, *to});
        },
        0,
        0};
    FT_Outline_Decompose(&outline, &pens, this);
  }

 private:
  static std::int16_t number(FT_Pos position) {
    using Limits = std::numeric_limits<std::int16_t>;
    return static_cast<std::int16_t>(std::clamp<FT_Pos>(position, Limits::min(), Limits::max()));
  }

  /// Returns the point two thirds of the way from an end of a quadratic curve to its corner.
  static FT_Vector towards(const FT_Vector& end, const FT_Vector& corner) {
    const auto between = [](FT_Pos a, FT_Pos b) { return std::lround(static_cast<double>(a + 2 * b) / 3); };
    return {between(end.x, corner.x), between(end.y, corner.y)};
  }

  static int put(void* self, Typeface::Verb verb, std::initializer_list<FT_Vector> points) {
    auto& writer = *static_cast<OutlineWriter*>(self);
    writer.numbers_.push_back(verb);
    for (const FT_Vector& point : points) {
      writer.numbers_.push_back(number(point.x));
      writer.numbers_.push_back(number(point.y));
      writer.pen_ = point;
    }
    return 0;
  }

  std::vector<std::int16_t>& numbers_;
  FT_Vector pen_{};
};

/// A typeface, with the data that its spans refer to.
struct LoadedTypeface {
  std::shared_ptr<const FontFile> font;
  std::vector<Typeface::Glyph> glyphs;
  std::vector<std::int16_t> outlines;
  Typeface typeface;
};

}  // namespace

FontFile::FontFile(const ListedFont& listed, std::vector<std::uint8_t> bytes)
    : listed_(listed), bytes_(std::move(bytes)), shaper_(make_shaper(bytes_, listed.index)) {}

FontFile::~FontFile() {
  hb_font_destroy(shaper_);
}

std::shared_ptr<const FontFile> FontFile::open(const ListedFont& listed) {
  std::shared_ptr<const FontFile> font(new FontFile(listed, read_bytes(listed.path)));
  const bool can_be_shaped = hb_face_get_glyph_count(hb_font_get_face(font->shaper_)) > 0;
  if (!can_be_shaped || !OutlineSource(font->bytes_, listed.index).is_open()) return nullptr;
  return font;
}

int FontFile::units_per_em() const {
  return static_cast<int>(hb_face_get_upem(hb_font_get_face(shaper_)));
}

GlyphIds FontFile::reachable(std::u32string_view characters, const GlyphIds& glyphs) const {
  hb_set_t* all = hb_set_create();
  for (const Typeface::GlyphId id : glyphs) hb_set_add(all, id);
  for (const char32_t code : characters) {
    hb_codepoint_t id = 0;
    if (hb_font_get_nominal_glyph(shaper_, code, &id) != 0) hb_set_add(all, id);
  }
  hb_ot_layout_lookups_substitute_closure(hb_font_get_face(shaper_), nullptr, all);
  GlyphIds ids;
  for (hb_codepoint_t id = HB_SET_VALUE_INVALID; hb_set_next(all, &id) != 0;) ids.insert(ids.end(), id);
  hb_set_destroy(all);
  return ids;
}

std::shared_ptr<const Typeface> load_typeface(const std::shared_ptr<const FontFile>& font, const GlyphIds& glyphs) {
  OutlineSource source(font->bytes_, font->listed_.index);
  if (!source.is_open()) return nullptr;
  const auto loaded = std::make_shared<LoadedTypeface>();
  loaded->font = font;
  loaded->glyphs.reserve(glyphs.size());
  OutlineWriter writer(loaded->outlines);
  for (const Typeface::GlyphId id : glyphs) {
    const auto first = static_cast<std::uint32_t>(loaded->outlines.size());
    const FT_GlyphSlot slot = source.glyph(id);
    if (slot != nullptr) writer.add(slot->outline);
    const int advance = hb_font_get_glyph_h_advance(font->shaper_, id);
    loaded->glyphs.push_back({id, advance, first, static_cast<std::uint32_t>(loaded->outlines.size())});
  }
  loaded->typeface.name = font->listed_.family;
  loaded->typeface.units_per_em = source.units_per_em();
  loaded->typeface.glyphs = loaded->glyphs;
  loaded->typeface.outlines = loaded->outlines;
  loaded->typeface.file = font->bytes_;
  loaded->typeface.index = font->listed_.index;
  return {loaded, &loaded->typeface};
}

}  // namespace convarith
