#include "installed_fonts/characters.hpp"

#include <fribidi.h>
#include <hb.h>

#include <algorithm>
#include <iterator>

namespace convarith {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

bool lies_in(char32_t code, const Range& range) {
  return code >= range.first && code <= range.last;
}

/// The characters with Unicode's property Default_Ignorable_Code_Point.
constexpr Range kInvisible[] = {
    {0x00AD, 0x00AD}, {0x034F, 0x034F}, {0x061C, 0x061C},   {0x115F, 0x1160},   {0x17B4, 0x17B5},  {0x180B, 0x180F},
    {0x200B, 0x200F}, {0x202A, 0x202E}, {0x2060, 0x206F},   {0x3164, 0x3164},   {0xFE00, 0xFE0F},  {0xFEFF, 0xFEFF},
    {0xFFA0, 0xFFA0}, {0xFFF0, 0xFFF8}, {0x1BCA0, 0x1BCA3}, {0x1D173, 0x1D17A}, {0xE0000, 0xE0FFF}};

/// Vowels and finals of Hangul syllables that are written letter by letter.
constexpr Range kSyllableParts[] = {{0x1160, 0x11FF}, {0xD7B0, 0xD7FF}};

template <class Ranges>
bool lies_in_any(char32_t code, const Ranges& ranges) {
  return std::any_of(std::begin(ranges), std::end(ranges), [code](const Range& range) { return lies_in(code, range); });
}

/// Returns the levels of the Unicode bidirectional algorithm.
std::vector<FriBidiLevel> levels_of(std::u32string_view paragraph) {
  const std::vector<FriBidiChar> characters(paragraph.begin(), paragraph.end());
  const auto count = static_cast<FriBidiStrIndex>(characters.size());
  std::vector<FriBidiCharType> types(characters.size());
  std::vector<FriBidiBracketType> brackets(characters.size());
  std::vector<FriBidiLevel> levels(characters.size());
  fribidi_get_bidi_types(characters.data(), count, types.data());
  fribidi_get_bracket_types(characters.data(), count, types.data(), brackets.data());
  FriBidiParType direction = FRIBIDI_PAR_ON;
  // The call fails only if memory is short; the levels then are those of most texts.
  if (fribidi_get_par_embedding_levels_ex(types.data(), brackets.data(), count, &direction, levels.data()) == 0) {
    std::fill(levels.begin(), levels.end(), FriBidiLevel{0});
  }
  return levels;
}

}  // namespace

bool is_invisible(char32_t code) {
  return lies_in_any(code, kInvisible);
}

bool is_mark(char32_t code) {
  switch (hb_unicode_general_category(hb_unicode_funcs_get_default(), code)) {
    case HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK:
    case HB_UNICODE_GENERAL_CATEGORY_SPACING_MARK:
    case HB_UNICODE_GENERAL_CATEGORY_ENCLOSING_MARK:
      return true;
    default:
      return is_invisible(code) || lies_in_any(code, kSyllableParts);
  }
}

std::vector<CharacterTraits> traits_of(std::u32string_view paragraph) {
  if (paragraph.empty()) return {};
  const std::vector<FriBidiLevel> levels = levels_of(paragraph);
  std::vector<CharacterTraits> traits;
  traits.reserve(paragraph.size());
  for (std::size_t i = 0; i < paragraph.size(); ++i) {
    traits.push_back({static_cast<std::uint8_t>(levels[i]), is_mark(paragraph[i]), is_invisible(paragraph[i])});
  }
  return traits;
}

}  // namespace convarith
