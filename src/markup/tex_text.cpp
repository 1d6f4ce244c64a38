#include "markup/tex_text.hpp"

#include <algorithm>
#include <iterator>
#include <string_view>

#include "type/utf8.hpp"

namespace convarith {
namespace {

struct Spelling {
  char32_t code;
  const char* tex;
};

/// Characters that TeX does not set if they are typed as they are.
constexpr Spelling kSpellings[] = {
    {U'#', R"(\#)"},
    {U'$', R"(\$)"},
    {U'%', R"(\%)"},
    {U'&', R"(\&)"},
    {U'_', R"(\_)"},
    {U'{', R"(\{)"},
    {U'}', R"(\})"},
    {U'\\', R"({\textbackslash})"},
    {U'^', R"({\textasciicircum})"},
    {U'~', R"({\textasciitilde})"},
    {U'"', R"({\textquotedbl})"},
    {U'\'', R"(\straightquote{})"},
    {U'`', R"({\char0})"},
    {0x00A0, "~"},
    {0x00B1, R"($\pm$)"},
    {0x00B7, R"(\middledot{})"},
    {0x00D7, R"($\times$)"},
    {0x00F7, R"($\div$)"},
    {0x2013, "--"},
    {0x2014, "---"},
    {0x2018, "`"},
    {0x2019, "'"},
    {0x201C, "``"},
    {0x201D, "''"},
    {0x2190, R"($\leftarrow$)"},
    {0x2191, R"($\uparrow$)"},
    {0x2192, R"($\rightarrow$)"},
    {0x2193, R"($\downarrow$)"},
    {0x2202, R"($\partial$)"},
    {0x2207, R"($\nabla$)"},
    {0x2208, R"($\in$)"},
    {0x2212, R"($-$)"},
    {0x2217, R"($\ast$)"},
    {0x2218, R"($\circ$)"},
    {0x221E, R"($\infty$)"},
    {0x2248, R"($\approx$)"},
    {0x2260, R"($\neq$)"},
    {0x2264, R"($\leq$)"},
    {0x2265, R"($\geq$)"},
    {0x2308, R"($\lceil$)"},
    {0x2309, R"($\rceil$)"},
    {0x230A, R"($\lfloor$)"},
    {0x230B, R"($\rfloor$)"},
};

/// Pairs of characters that TeX would make one of.
constexpr std::string_view kLigatures[] = {"--", "``", "''", ",,", "<<", ">>", "!`", "?`", "ff", "fi", "fl"};

bool is_typed(char32_t code) {
  const bool is_ascii = code >= U'!' && code <= U'~';
  // TeX's fonts have the letters of Latin 1, and the files that it reads may contain them.
  return is_ascii || (code >= 0xC0 && code <= 0xFF);
}

std::optional<std::string> tex_of(char32_t code) {
  const auto* const found = std::find_if(std::begin(kSpellings), std::end(kSpellings),
                                         [code](const Spelling& spelling) { return spelling.code == code; });
  if (found != std::end(kSpellings)) return found->tex;
  if (is_typed(code)) return encode_utf8({&code, 1});
  return std::nullopt;
}

/// Returns the character that a glyph looks like, among those that TeX sets. Digits made small count as digits.
std::optional<char32_t> character_of(const Typeface& face, Typeface::GlyphId glyph) {
  for (const Typeface::Character& character : face.characters) {
    if (character.glyph == glyph && (character.code == U' ' || tex_of(character.code))) return character.code;
  }
  return std::nullopt;
}

bool is_own(const Typeface* face) {
  return face == &roman() || face == &italic() || face == &signs() || face == &small_digits();
}

/// Returns a space that TeX keeps. TeX leaves out spaces at the ends, and makes one of several.
std::string space_after(const std::string& tex, bool is_last) {
  const bool is_kept = !tex.empty() && tex.back() != ' ' && tex.back() != '~' && !is_last;
  return is_kept ? " " : "~";
}

bool makes_ligature(const std::string& tex, const std::string& next) {
  return !tex.empty() && std::find(std::begin(kLigatures), std::end(kLigatures),
                                   std::string{tex.back(), next.front()}) != std::end(kLigatures);
}

}  // namespace

std::string tex_font_of(const Text& text) {
  if (text.face.get() == &italic()) return R"(\variables)";
  return text.face.get() == &small_digits() ? R"(\digits)" : R"(\letters)";
}

std::optional<std::string> tex_of(const Text& text) {
  if (!is_own(text.face.get())) return std::nullopt;
  std::string tex;
  for (std::size_t i = 0; i < text.glyphs.size(); ++i) {
    const std::optional<char32_t> code = character_of(*text.face, text.glyphs[i].id);
    if (!code) return std::nullopt;
    if (*code == U' ') {
      tex += space_after(tex, i + 1 == text.glyphs.size());
      continue;
    }
    const std::string next = *tex_of(*code);
    if (makes_ligature(tex, next)) tex += "{}";
    tex += next;
  }
  return tex;
}

}  // namespace convarith
