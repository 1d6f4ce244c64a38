#include "installed_fonts/font_list.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

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

/// Serif fonts for scripts about which most configurations say nothing.
constexpr const char* kSerifs[] = {
    "Noto Serif",          "Noto Serif Armenian", "Noto Serif Bengali", "Noto Serif Devanagari", "Noto Serif Ethiopic",
    "Noto Serif Georgian", "Noto Serif Hebrew",   "Noto Serif Khmer",   "Noto Serif Lao",        "Noto Serif Malayalam",
    "Noto Serif Sinhala",  "Noto Serif Tamil",    "Noto Serif Telugu",  "Noto Serif Thai"};

std::string string_of(FcPattern* pattern, const char* object) {
  FcChar8* value = nullptr;
  if (FcPatternGetString(pattern, object, 0, &value) != FcResultMatch) return {};
  return reinterpret_cast<const char*>(value);
}

/// Returns the language of the user's locale, in small letters.
std::string default_language() {
  const Pattern pattern(FcPatternCreate());
  FcDefaultSubstitute(pattern.get());
  std::string language = string_of(pattern.get(), FC_NAMELANG);
  std::transform(language.begin(), language.end(), language.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return language;
}

/// Returns the font whose Han characters are those of a language. If the language gives no hint, Han characters without
/// kana are taken for simplified Chinese.
std::string han_serif(const std::string& language) {
  for (const auto& [prefix, suffix] : {std::pair{"ja", "JP"}, {"ko", "KR"}, {"zh-tw", "TC"}, {"zh-hk", "HK"}}) {
    if (language.starts_with(prefix)) return std::string("Noto Serif CJK ") + suffix;
  }
  return "Noto Serif CJK SC";
}

/// Adds a family to fall back on if the configuration names none.
void add_weakly(FcPattern* pattern, const char* family) {
  const FcValue value{FcTypeString, {.s = reinterpret_cast<const FcChar8*>(family)}};
  FcPatternAddWeak(pattern, FC_FAMILY, value, FcTrue);
}

/// Returns the pattern of the fonts to look for.
Pattern wish(FcConfig* config, const std::string& language) {
  Pattern pattern(FcPatternCreate());
  for (const char* family : {"Latin Modern Roman", "Latin Modern Math", "serif"}) {
    add_string(pattern.get(), FC_FAMILY, family);
  }
  for (const char* family : kSerifs) add_weakly(pattern.get(), family);
  add_weakly(pattern.get(), han_serif(language).c_str());
  FcPatternAddInteger(pattern.get(), FC_WEIGHT, FC_WEIGHT_REGULAR);
  FcPatternAddInteger(pattern.get(), FC_SLANT, FC_SLANT_ROMAN);
  FcPatternAddBool(pattern.get(), FC_SCALABLE, FcTrue);
  FcConfigSubstitute(config, pattern.get(), FcMatchPattern);
  FcDefaultSubstitute(pattern.get());
  // Both substitutions add the language of the locale.
  FcPatternDel(pattern.get(), FC_LANG);
  add_string(pattern.get(), FC_LANG, language);
  return pattern;
}

bool is_set(FcPattern* pattern, const char* object) {
  FcBool value = FcFalse;
  return FcPatternGetBool(pattern, object, 0, &value) == FcResultMatch && value == FcTrue;
}

/// Whether a font can be used. Symbol fonts can't, because they give their signs the code points of letters.
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
  // The upper 16 bits of an index name an instance of a variable font; all instances have the characters of the default
  // one.
  const int face = static_cast<int>(static_cast<unsigned>(index) & 0xFFFFU);
  return ListedFont{
      string_of(pattern, FC_FAMILY), string_of(pattern, FC_FILE), face, {FcCharSetCopy(characters), FcCharSetDestroy}};
}

}  // namespace

std::vector<ListedFont> list_fonts(const std::string& language) {
  const Config config(FcInitLoadConfigAndFonts());
  if (config == nullptr) return {};
  const Pattern pattern = wish(config.get(), language.empty() ? default_language() : language);
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
