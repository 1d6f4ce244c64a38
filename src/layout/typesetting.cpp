#include "typesetting.hpp"

#include <algorithm>
#include <cassert>
#include <memory>
#include <optional>

#include "utf8.hpp"

namespace convarith {
namespace {

constexpr double kSubscriptSize = 0.72;
constexpr double kSubscriptDrop = 0.16;  // em

/// The program's own fonts live as long as it runs.
std::shared_ptr<const Typeface> unowned(const Typeface& face) {
  return {std::shared_ptr<const Typeface>(), &face};
}

bool is_letter(char32_t code) {
  return (code >= U'a' && code <= U'z') || (code >= U'A' && code <= U'Z');
}

/// What a subscript is made of.
bool is_letter_or_digit(char32_t code) {
  return is_letter(code) || (code >= U'0' && code <= U'9');
}

/// Scripts that are written without spaces.
bool is_ideograph(char32_t code) {
  return (code >= 0x2E80 && code <= 0x9FFF) || (code >= 0xF900 && code <= 0xFAFF) ||
         (code >= 0xFF00 && code <= 0xFFEF) || (code >= 0x20000 && code <= 0x3FFFF);
}

/// Whether a character is a variable: a letter alone.
bool is_variable(std::u32string_view text, std::size_t i) {
  const bool is_alone = (i == 0 || !is_letter(text[i - 1])) && (i + 1 == text.size() || !is_letter(text[i + 1]));
  return is_letter(text[i]) && is_alone;
}

/// Characters that are set alike.
struct Piece {
  const Typeface* face;  // null: none of the program's own
  bool is_subscript;
  std::u32string characters;
};

const Typeface* face_of(char32_t code) {
  for (const Typeface* face : {&roman(), &signs()}) {
    if (face->glyph_of(code) != nullptr) return face;
  }
  return nullptr;
}

std::vector<Piece> pieces_of(std::u32string_view text, TextStyle style) {
  std::vector<Piece> pieces;
  bool is_subscript = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool starts_subscript =
        style == TextStyle::formula && text[i] == U'_' && i + 1 < text.size() && is_letter_or_digit(text[i + 1]);
    if (starts_subscript) {
      is_subscript = true;
      continue;
    }
    const bool is_italic = style == TextStyle::formula && is_variable(text, i);
    is_subscript = is_subscript && is_letter_or_digit(text[i]);
    const Typeface* face = is_italic ? &italic() : face_of(text[i]);
    // A space between words of an installed font is part of what they say.
    const bool joins_foreign = text[i] == U' ' && !pieces.empty() && pieces.back().face == nullptr &&
                               i + 1 < text.size() && face_of(text[i + 1]) == nullptr;
    if (joins_foreign) face = nullptr;
    if (pieces.empty() || pieces.back().face != face || pieces.back().is_subscript != is_subscript) {
      pieces.push_back({face, is_subscript, {}});
    }
    pieces.back().characters += text[i];
  }
  return pieces;
}

/// Sets a piece in one of the program's own fonts, its first glyph at `origin`. Gives its width in bp.
double add_piece(const Piece& piece, double size, Point origin, TextLine& line) {
  Text text{unowned(*piece.face), size, origin, {}, encode_utf8(piece.characters), {}, false};
  const double per_unit = 1.0 / piece.face->units_per_em;
  double x = 0;
  const Typeface::Glyph* before = nullptr;
  for (const char32_t code : piece.characters) {
    const Typeface::Glyph* glyph = piece.face->glyph_of(code);
    assert(glyph != nullptr);
    if (before != nullptr) x += piece.face->kern(before->id, glyph->id) * per_unit;
    text.glyphs.push_back({glyph->id, {x, 0}});
    text.clusters.push_back({static_cast<int>(encode_utf8({&code, 1}).size()), 1});
    x += glyph->advance * per_unit;
    before = glyph;
  }
  line.texts.push_back(std::move(text));
  return x * size;
}

/// Where a line may end: behind these characters of a text.
std::vector<std::size_t> breaks_of(std::u32string_view text) {
  std::vector<std::size_t> breaks;
  for (std::size_t i = 1; i < text.size(); ++i) {
    const bool at_space = text[i] == U' ' && text[i - 1] != U' ';
    const bool at_ideograph =
        text[i] != U' ' && text[i - 1] != U' ' && (is_ideograph(text[i]) || is_ideograph(text[i - 1]));
    if (at_space || at_ideograph) breaks.push_back(i);
  }
  breaks.push_back(text.size());
  return breaks;
}

std::u32string_view without_spaces_around(std::u32string_view text) {
  while (!text.empty() && text.front() == U' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == U' ') text.remove_suffix(1);
  return text;
}

}  // namespace

std::string TextLine::characters() const {
  std::string all;
  for (const Text& text : texts) all += text.characters;
  return all;
}

bool is_embedded(char32_t code) {
  return face_of(code) != nullptr;
}

TextLine Typesetter::set(std::u32string_view text, double size, TextStyle style) const {
  TextLine line;
  for (const Piece& piece : pieces_of(text, style)) {
    const double piece_size = piece.is_subscript ? size * kSubscriptSize : size;
    const Point origin{line.width, piece.is_subscript ? -kSubscriptDrop * size : 0};
    if (piece.face != nullptr) {
      line.width += add_piece(piece, piece_size, origin, line);
      continue;
    }
    assert(set_foreign_);
    for (ForeignText& foreign : set_foreign_(piece.characters)) {
      foreign.text.size = piece_size;
      foreign.text.origin = {line.width, origin.y};
      line.width += foreign.width * piece_size;
      line.texts.push_back(std::move(foreign.text));
    }
  }
  return line;
}

TextLine Typesetter::line(std::string_view text, double size, TextStyle style) const {
  return set(*decode_utf8(text), size, style);
}

std::vector<TextLine> Typesetter::paragraph(std::string_view text, double size, double width, TextStyle style) const {
  const std::u32string all = *decode_utf8(text);
  std::vector<TextLine> lines;
  const auto fits = [&](std::u32string_view part) { return set(part, size, style).width <= width; };
  const auto add = [&](std::u32string_view part) { lines.push_back(set(without_spaces_around(part), size, style)); };
  for (std::size_t begin = 0; begin <= all.size();) {
    const std::size_t end = std::min(all.find(U'\n', begin), all.size());
    std::u32string_view rest = without_spaces_around(std::u32string_view(all).substr(begin, end - begin));
    begin = end + 1;
    // Nothing fits where even a character alone is too wide: such a one ends the paragraph.
    while (rest.size() > 1 && !fits(rest)) {
      std::size_t length = 0;
      for (const std::size_t place : breaks_of(rest)) {
        if (!fits(rest.substr(0, place))) break;
        length = place;
      }
      // A word that is too long by itself is cut, after one character at least.
      if (length == 0) {
        length = 1;
        while (fits(rest.substr(0, length + 1))) ++length;
      }
      add(rest.substr(0, length));
      rest = without_spaces_around(rest.substr(length));
    }
    add(rest);
  }
  return lines;
}

}  // namespace convarith
