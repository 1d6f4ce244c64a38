// Writes a font as C++ source. The build runs it as: embed_typeface FUNCTION FONT SUBSET
//
// FONT is the whole font, from which the distances between letters are read. SUBSET is the same font with only the
// characters that become part of the program. FUNCTION is the function of typeface.hpp that returns the font.

#include <fmt/core.h>
#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H
#include <hb-ft.h>
#include <hb.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <initializer_list>
#include <iterator>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace {

[[noreturn]] void fail(std::string_view why) {
  fmt::print(stderr, "embed_typeface: {}\n", why);
  std::exit(EXIT_FAILURE);
}

FT_Face open_face(FT_Library library, const char* path) {
  FT_Face face = nullptr;
  if (FT_New_Face(library, path, 0, &face) != 0) fail(fmt::format("{} is no font", path));
  return face;
}

/// Collects the outlines of glyphs in the form that typeface.hpp describes.
class OutlineWriter {
 public:
  std::vector<long> numbers;

  void add(FT_Outline& outline) {
    const FT_Outline_Funcs pens{[](const FT_Vector* to, void* self) { return put(self, 0, {to}); },
                                [](const FT_Vector* to, void* self) { return put(self, 1, {to}); },
                                [](const FT_Vector*, const FT_Vector*, void*) { return 1; },
                                [](const FT_Vector* a, const FT_Vector* b, const FT_Vector* to, void* self) {
                                  return put(self, 2, {a, b, to});
                                },
                                0,
                                0};
    if (FT_Outline_Decompose(&outline, &pens, this) != 0) fail("only outlines of cubic curves can be embedded");
  }

 private:
  static int put(void* self, long verb, std::initializer_list<const FT_Vector*> points) {
    auto& numbers = static_cast<OutlineWriter*>(self)->numbers;
    numbers.push_back(verb);
    for (const FT_Vector* point : points) {
      numbers.push_back(point->x);
      numbers.push_back(point->y);
    }
    return 0;
  }
};

std::vector<std::pair<FT_ULong, FT_UInt>> characters_of(FT_Face face) {
  std::vector<std::pair<FT_ULong, FT_UInt>> characters;
  FT_UInt glyph = 0;
  for (FT_ULong code = FT_Get_First_Char(face, &glyph); glyph != 0; code = FT_Get_Next_Char(face, code, &glyph)) {
    characters.emplace_back(code, glyph);
  }
  return characters;
}

/// Returns by how much kerning changes the distance from `left` to `right`, in font units; negative where it brings
/// them closer. HarfBuzz shapes the pair with kerning and without.
int kern_of(hb_font_t* font, hb_buffer_t* buffer, FT_ULong left, FT_ULong right) {
  const auto advance = [&](bool kerned) {
    const auto codes = {static_cast<hb_codepoint_t>(left), static_cast<hb_codepoint_t>(right)};
    hb_buffer_clear_contents(buffer);
    hb_buffer_add_codepoints(buffer, codes.begin(), 2, 0, 2);
    hb_buffer_guess_segment_properties(buffer);
    const hb_feature_t features[] = {{HB_TAG('k', 'e', 'r', 'n'), kerned ? 1U : 0U, 0, HB_FEATURE_GLOBAL_END},
                                     {HB_TAG('l', 'i', 'g', 'a'), 0, 0, HB_FEATURE_GLOBAL_END}};
    hb_shape(font, buffer, features, std::size(features));
    unsigned count = 0;
    const hb_glyph_position_t* positions = hb_buffer_get_glyph_positions(buffer, &count);
    int sum = 0;
    for (unsigned i = 0; i < count; ++i) sum += positions[i].x_advance;
    return sum;
  };
  return advance(true) - advance(false);
}

std::string kerns_of(FT_Face whole, FT_Face subset) {
  hb_font_t* font = hb_ft_font_create_referenced(whole);
  hb_ft_font_set_load_flags(font, FT_LOAD_NO_SCALE);
  hb_font_set_scale(font, whole->units_per_EM, whole->units_per_EM);
  hb_buffer_t* buffer = hb_buffer_create();
  std::vector<std::tuple<FT_UInt, FT_UInt, int>> kerns;
  constexpr FT_ULong last_latin = 0x17F;
  std::vector<FT_ULong> codes;
  for (const auto& [code, glyph] : characters_of(subset)) {
    if (code > ' ' && code <= last_latin) codes.push_back(code);
  }
  for (const FT_ULong left : codes) {
    for (const FT_ULong right : codes) {
      const int distance = kern_of(font, buffer, left, right);
      if (distance == 0) continue;
      kerns.emplace_back(FT_Get_Char_Index(subset, left), FT_Get_Char_Index(subset, right), distance);
    }
  }
  hb_buffer_destroy(buffer);
  hb_font_destroy(font);
  std::sort(kerns.begin(), kerns.end());
  std::string rows;
  for (const auto& [left, right, distance] : kerns) rows += fmt::format("{{{},{},{}}},", left, right, distance);
  return rows;
}

std::string bytes_of(const char* path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) fail(fmt::format("{} can't be read", path));
  std::string rows;
  for (std::istreambuf_iterator<char> byte(file), end; byte != end; ++byte) {
    rows += fmt::format("{},", static_cast<unsigned char>(*byte));
  }
  return rows;
}

void write_source(const char* function, FT_Face whole, FT_Face subset, const char* subset_path) {
  std::string characters;
  for (const auto& [code, glyph] : characters_of(subset)) characters += fmt::format("{{{},{}}},", code, glyph);
  OutlineWriter outlines;
  std::string glyphs;
  for (FT_Long id = 0; id < subset->num_glyphs; ++id) {
    if (FT_Load_Glyph(subset, static_cast<FT_UInt>(id), FT_LOAD_NO_SCALE) != 0) fail("a glyph can't be read");
    const std::size_t first = outlines.numbers.size();
    outlines.add(subset->glyph->outline);
    glyphs += fmt::format("{{{},{},{},{}}},", id, subset->glyph->metrics.horiAdvance, first, outlines.numbers.size());
  }
  std::string numbers;
  for (const long number : outlines.numbers) numbers += fmt::format("{},", number);
  fmt::print("// Made from {} by embed_typeface.\n", whole->family_name);
  fmt::print("#include \"type/typeface.hpp\"\n\nnamespace convarith {{\nnamespace {{\n\n");
  fmt::print("constexpr Typeface::Character kCharacters[] = {{{}}};\n", characters);
  fmt::print("constexpr Typeface::Glyph kGlyphs[] = {{{}}};\n", glyphs);
  // A font without kerns still gets a table of one entry, because an array can't be empty.
  const std::string kerns = kerns_of(whole, subset);
  fmt::print("constexpr Typeface::Kern kKerns[] = {{{}}};\n", kerns.empty() ? "{0,0,0}" : kerns);
  fmt::print("constexpr std::int16_t kOutlines[] = {{{}}};\n", numbers);
  fmt::print("constexpr std::uint8_t kFile[] = {{{}}};\n", bytes_of(subset_path));
  fmt::print("constexpr Typeface kTypeface{{\"{} {}\", {}, kCharacters, kGlyphs, kKerns, kOutlines, kFile, 0}};\n",
             whole->family_name, whole->style_name, whole->units_per_EM);
  fmt::print("\n}}  // namespace\n\nconst Typeface& {}() {{\n  return kTypeface;\n}}\n\n}}  // namespace convarith\n",
             function);
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 4) fail("give FUNCTION FONT SUBSET");
  FT_Library library = nullptr;
  if (FT_Init_FreeType(&library) != 0) fail("FreeType does not start");
  write_source(arguments[1], open_face(library, arguments[2]), open_face(library, arguments[3]), arguments[3]);
  FT_Done_FreeType(library);
  return EXIT_SUCCESS;
}
