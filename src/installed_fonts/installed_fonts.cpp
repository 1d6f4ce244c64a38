#include "installed_fonts/installed_fonts.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <limits>
#include <optional>

#include "installed_fonts/characters.hpp"
#include "installed_fonts/font_file.hpp"
#include "installed_fonts/font_list.hpp"
#include "installed_fonts/shaping.hpp"
#include "type/utf8.hpp"

namespace convarith {
namespace {

/// A piece of text for which a typesetter will ask.
struct Part {
  std::u32string text;
  bool is_right_to_left;
};

/// Returns the parts of some texts that the program's own fonts lack.
std::vector<Part> parts_of(std::span<const std::string> texts) {
  std::vector<Part> parts;
  const auto note = [&parts](std::u32string_view text, bool is_right_to_left) {
    parts.push_back({std::u32string(text), is_right_to_left});
    return std::vector<ForeignText>();
  };
  const Typesetter typesetter({traits_of, note});
  for (const std::string& text : texts) typesetter.paragraph(text, 1, std::numeric_limits<double>::infinity());
  return parts;
}

/// Returns the characters, with their marks, that need a font, each once, in the order of the parts.
std::vector<std::u32string> needs_of(const std::vector<Part>& parts) {
  std::vector<std::u32string> needs;
  for (const Part& part : parts) {
    for (const std::u32string_view cluster : clusters_of(part.text)) {
      std::u32string needed = needed_of(cluster);
      const bool is_known = std::find(needs.begin(), needs.end(), needed) != needs.end();
      if (!needed.empty() && !is_known) needs.push_back(std::move(needed));
    }
  }
  return needs;
}

bool is_of(const std::vector<std::u32string>& needs, hb_script_t script) {
  return std::any_of(needs.begin(), needs.end(), [script](const std::u32string& need) {
    return hb_unicode_script(hb_unicode_funcs_get_default(), need.front()) == script;
  });
}

/// Returns the language whose fonts are preferred. The same Han characters look different in each of their languages.
/// If kana and Hangul don't tell which language is meant, the user's locale does. The locale has no say otherwise,
/// because fonts for Japanese have Cyrillic letters too, as wide as ideographs.
std::string language_of(const std::vector<std::u32string>& needs) {
  if (is_of(needs, HB_SCRIPT_HIRAGANA) || is_of(needs, HB_SCRIPT_KATAKANA)) return "ja";
  if (is_of(needs, HB_SCRIPT_HANGUL)) return "ko";
  return is_of(needs, HB_SCRIPT_HAN) ? "" : "en";
}

template <class Font>
bool has_all(const Font& font, const std::u32string& need) {
  return std::all_of(need.begin(), need.end(), [&](char32_t code) { return font.has(code); });
}

/// Returns the font that has most of the needs, the first one if there are several, or the end if no font has any.
std::vector<ListedFont>::iterator best_for(const std::vector<std::u32string>& needs, std::vector<ListedFont>& fonts) {
  auto best = fonts.end();
  std::ptrdiff_t most = 0;
  for (auto font = fonts.begin(); font != fonts.end(); ++font) {
    const auto had = std::count_if(needs.begin(), needs.end(), [&](const auto& need) { return has_all(*font, need); });
    if (had <= most) continue;
    most = had;
    best = font;
  }
  return best;
}

/// Splits needs that no font has as a whole into single characters. Returns nothing if they are single characters
/// already.
std::optional<std::vector<std::u32string>> broken_up(const std::vector<std::u32string>& needs) {
  std::vector<std::u32string> characters;
  for (const std::u32string& need : needs) {
    for (const char32_t code : need) characters.emplace_back(1, code);
  }
  if (characters.size() == needs.size()) return std::nullopt;
  return characters;
}

Problem nobody_has(const std::vector<std::u32string>& needs) {
  std::string why = fmt::format("no installed font has \"{}\" (U+{:04X})", encode_utf8(needs.front()),
                                static_cast<unsigned>(needs.front().front()));
  const std::size_t others = needs.size() - 1;
  if (others > 0) why += fmt::format(", nor {} other character{}", others, others == 1 ? "" : "s");
  return failure("", why, "install one that has it, such as those of fonts-noto-core or fonts-noto-cjk");
}

/// Chooses few fonts: takes again and again the font that has most of what is still needed.
Result<FontFiles> choose_fonts(std::vector<std::u32string> needs) {
  FontFiles chosen;
  if (needs.empty()) return chosen;
  std::vector<ListedFont> listed = list_fonts(language_of(needs));
  while (!needs.empty()) {
    const auto best = best_for(needs, listed);
    if (best == listed.end()) {
      std::optional<std::vector<std::u32string>> characters = broken_up(needs);
      if (!characters) return nobody_has(needs);
      needs = *std::move(characters);
      // The fonts chosen so far may have some of the characters.
      std::erase_if(needs, [&](const auto& need) {
        return std::any_of(chosen.begin(), chosen.end(), [&](const auto& font) { return has_all(*font, need); });
      });
      continue;
    }
    std::shared_ptr<const FontFile> font = FontFile::open(*best);
    if (font != nullptr) {
      std::erase_if(needs, [&](const auto& need) { return has_all(*font, need); });
      chosen.push_back(std::move(font));
    }
    listed.erase(best);
  }
  return chosen;
}

GlyphIds glyphs_of(const Text& text) {
  GlyphIds ids;
  for (const Text::Glyph& glyph : text.glyphs) ids.insert(glyph.id);
  return ids;
}

bool has_glyphs(const Typeface& face, const Text& text) {
  return std::all_of(text.glyphs.begin(), text.glyphs.end(),
                     [&](const Text::Glyph& placed) { return face.glyph(placed.id) != nullptr; });
}

/// What the parts need from one font.
struct Use {
  std::u32string characters;
  GlyphIds glyphs;
};

}  // namespace

Result<InstalledFonts> InstalledFonts::for_texts(std::span<const std::string> texts) {
  const std::vector<Part> parts = parts_of(texts);
  Result<FontFiles> chosen = choose_fonts(needs_of(parts));
  if (!chosen) return std::move(chosen).problems();
  InstalledFonts found;
  found.fonts_ = *std::move(chosen);
  std::vector<Use> uses(found.fonts_.size());
  for (const Part& part : parts) {
    for (const ShapingRun& run : runs_of(part.text, found.fonts_)) {
      const FontFile& font = *found.fonts_[run.font];
      const bool is_known = std::find(found.names_.begin(), found.names_.end(), font.family()) != found.names_.end();
      if (!is_known) found.names_.push_back(font.family());
      uses[run.font].characters += part.text.substr(run.first, run.last - run.first);
      uses[run.font].glyphs.merge(glyphs_of(shape(font, part.text, run, part.is_right_to_left).text));
    }
  }
  found.faces_.reserve(uses.size());
  for (std::size_t i = 0; i < uses.size(); ++i) {
    // Letters take other forms at line breaks.
    const GlyphIds glyphs = found.fonts_[i]->reachable(uses[i].characters, uses[i].glyphs);
    found.faces_.push_back(load_typeface(found.fonts_[i], glyphs));
  }
  return found;
}

ForeignSetter InstalledFonts::setter() const {
  return {traits_of, [fonts = *this](std::u32string_view text, bool is_right_to_left) {
            return fonts.set(text, is_right_to_left);
          }};
}

std::vector<ForeignText> InstalledFonts::set(std::u32string_view text, bool is_right_to_left) const {
  std::vector<ForeignText> texts;
  const std::vector<ShapingRun> runs = runs_of(text, fonts_);
  texts.reserve(runs.size());
  for (const ShapingRun& run : runs) {
    texts.push_back(shape(*fonts_[run.font], text, run, is_right_to_left));
    Text& set = texts.back().text;
    // A font may replace glyphs in ways that could not be foreseen.
    const bool is_complete = has_glyphs(*faces_[run.font], set);
    set.face = is_complete ? faces_[run.font] : load_typeface(fonts_[run.font], glyphs_of(set));
  }
  return texts;
}

Result<ForeignFonts> fonts_of_machine(std::span<const std::string> texts) {
  const Result<InstalledFonts> fonts = InstalledFonts::for_texts(texts);
  if (!fonts) return fonts.problems();
  return ForeignFonts{fonts->setter(), fonts->names()};
}

}  // namespace convarith
