#include "font_list.hpp"

#include <optional>
#include <set>
#include <string_view>
#include <tuple>

namespace convarith {
namespace {

template <auto destroy>
struct Destroy {
  template <class T>
  void operator()(T* object) const {
    destroy(object);
  }
};

using Config = std::unique_ptr<FcConfig, Destroy<FcConfigDestroy>>;
using Pattern = std::unique_ptr<FcPattern, Destroy<FcPatternDestroy>>;
using FontSet = std::unique_ptr<FcFontSet, Destroy<FcFontSetDestroy>>;

void add_string(FcPattern* pattern, const char* object, const std::string& value) {
  FcPatternAddString(pattern, object, reinterpret_cast<const FcChar8*>(value.c_str()));
}

/// What is looked for.
Pattern wish(FcConfig* config, const std::string& language) {
  Pattern pattern(FcPatternCreate());
  for (const char* family : {"Latin Modern Roman", "Latin Modern Math", "serif"}) {
    add_string(pattern.get(), FC_FAMILY, family);
  }
  if (!language.empty()) add_string(pattern.get(), FC_LANG, language);
  FcPatternAddInteger(pattern.get(), FC_WEIGHT, FC_WEIGHT_REGULAR);
  FcPatternAddInteger(pattern.get(), FC_SLANT, FC_SLANT_ROMAN);
  FcPatternAddBool(pattern.get(), FC_SCALABLE, FcTrue);
  FcConfigSubstitute(config, pattern.get(), FcMatchPattern);
  FcDefaultSubstitute(pattern.get());
  return pattern;
}

std::string string_of(FcPattern* pattern, const char* object) {
  FcChar8* value = nullptr;
  if (FcPatternGetString(pattern, object, 0, &value) != FcResultMatch) return {};
  return reinterpret_cast<const char*>(value);
}

bool is_set(FcPattern* pattern, const char* object) {
  FcBool value = FcFalse;
  return FcPatternGetBool(pattern, object, 0, &value) == FcResultMatch && value == FcTrue;
}

/// Symbol fonts give their signs the numbers of letters.
bool is_usable(FcPattern* pattern) {
  const std::string format = string_of(pattern, FC_FONTFORMAT);
  return (format == "TrueType" || format == "CFF") && is_set(pattern, FC_OUTLINE) && !is_set(pattern, FC_COLOR) &&
         !is_set(pattern, FC_SYMBOL);
}

std::optional<ListedFont> entry_of(FcPattern* pattern) {
  FcCharSet* characters = nullptr;
  int index = 0;
  if (!is_usable(pattern) || FcPatternGetCharSet(pattern, FC_CHARSET, 0, &characters) != FcResultMatch ||
      FcPatternGetInteger(pattern, FC_INDEX, 0, &index) != FcResultMatch) {
    return std::nullopt;
  }
  // The upper half of an index is an instance of a variable font; all of them have the default one's characters.
  const int face = static_cast<int>(static_cast<unsigned>(index) & 0xFFFFU);
  return ListedFont{
      string_of(pattern, FC_FAMILY), string_of(pattern, FC_FILE), face, {FcCharSetCopy(characters), FcCharSetDestroy}};
}

}  // namespace

std::vector<ListedFont> list_fonts(const std::string& language) {
  const Config config(FcInitLoadConfigAndFonts());
  if (config == nullptr) return {};
  const Pattern pattern = wish(config.get(), language);
  FcResult result = FcResultMatch;
  const FontSet sorted(FcFontSort(config.get(), pattern.get(), FcFalse, nullptr, &result));
  if (sorted == nullptr) return {};
  std::vector<ListedFont> fonts;
  fonts.reserve(static_cast<std::size_t>(sorted->nfont));
  std::set<std::tuple<std::string, int>> known;
  for (int i = 0; i < sorted->nfont; ++i) {
    std::optional<ListedFont> font = entry_of(sorted->fonts[i]);
    if (font && known.emplace(font->path, font->index).second) fonts.push_back(*std::move(font));
  }
  return fonts;
}

}  // namespace convarith
