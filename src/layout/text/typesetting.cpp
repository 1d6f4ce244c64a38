#include "layout/text/typesetting.hpp"

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <memory>
#include <numeric>
#include <optional>
#include <span>
#include <utility>

#include "type/utf8.hpp"

namespace convarith {
namespace {

// Subscripts and superscripts.
constexpr double kSmallHeight = 0.72;
constexpr double kSubscriptDrop = 0.16;    // em
constexpr double kSuperscriptRise = 0.34;  // em

// Characters for private use stand before and behind words within a formula. They are never set.
constexpr char32_t kWordsBegin = 0xE000;
constexpr char32_t kWordsEnd = 0xE001;

/// Returns a pointer that does not own a font, because the program's own fonts live as long as it runs.
std::shared_ptr<const Typeface> unowned(const Typeface& face) {
  return {std::shared_ptr<const Typeface>(), &face};
}

bool is_letter(char32_t code) {
  return (code >= U'a' && code <= U'z') || (code >= U'A' && code <= U'Z');
}

/// Whether a character may be part of a subscript without braces.
bool is_letter_or_digit(char32_t code) {
  return is_letter(code) || (code >= U'0' && code <= U'9');
}

/// Whether a character belongs to a script that is written without spaces.
bool is_ideograph(char32_t code) {
  return (code >= 0x2E80 && code <= 0x9FFF) || (code >= 0xF900 && code <= 0xFAFF) ||
         (code >= 0xFF00 && code <= 0xFFEF) || (code >= 0x20000 && code <= 0x3FFFF);
}

/// Pairs of signs. Where text runs from right to left, each sign looks like its partner.
constexpr std::u32string_view kMirrored = U"()[]{}<>\u00AB\u00BB\u2264\u2265\u2308\u2309\u230A\u230B";

char32_t mirrored(char32_t code) {
  const std::size_t place = kMirrored.find(code);
  return place == std::u32string_view::npos ? code : kMirrored[place ^ 1U];
}

/// Characters and the traits of each.
struct Passage {
  std::u32string_view text;
  std::span<const CharacterTraits> traits;

  std::size_t size() const { return text.size(); }

  Passage part(std::size_t first, std::size_t count = std::u32string_view::npos) const {
    const std::u32string_view some = text.substr(first, count);
    return {some, traits.subspan(first, some.size())};
  }

  /// Returns where the marks end that follow the character at `first`.
  std::size_t end_of_cluster(std::size_t first) const {
    std::size_t end = first + 1;
    while (end < size() && traits[end].is_mark) ++end;
    return end;
  }
};

/// Whether a character is a variable: a letter that stands alone.
bool is_variable(std::u32string_view text, std::size_t i) {
  const bool is_alone = (i == 0 || !is_letter(text[i - 1])) && (i + 1 == text.size() || !is_letter(text[i + 1]));
  return is_letter(text[i]) && is_alone;
}

/// The places of a subscript and of the signs around it, which are not set.
struct Subscript {
  std::size_t first = 0;
  std::size_t last = 0;  // exclusive
  std::size_t end = 0;

  bool has(std::size_t i) const { return first <= i && i < last; }
};

/// Returns the subscript that begins with the sign at `i`, if any.
std::optional<Subscript> subscript_at(std::u32string_view text, std::size_t i) {
  if (text[i] != U'_' || i == 0 || !is_variable(text, i - 1) || i + 1 == text.size()) return std::nullopt;
  if (text[i + 1] == U'{') {
    const std::size_t brace = text.find(U'}', i);
    if (brace == std::u32string_view::npos) return std::nullopt;
    return Subscript{i + 2, brace, brace + 1};
  }
  std::size_t last = i + 1;
  while (last < text.size() && is_letter_or_digit(text[last])) ++last;
  if (last == i + 1) return std::nullopt;
  return Subscript{i + 1, last, last};
}

enum class Height { usual, lowered, raised };

/// A character that is drawn as another one made small.
struct SmallSign {
  char32_t code;
  char32_t drawn_as;
  Height height;
};

constexpr SmallSign kSmallSigns[] = {
    {0x2070, U'0', Height::raised},       {0x2074, U'4', Height::raised},  {0x2075, U'5', Height::raised},
    {0x2076, U'6', Height::raised},       {0x2077, U'7', Height::raised},  {0x2078, U'8', Height::raised},
    {0x2079, U'9', Height::raised},       {0x207A, U'+', Height::raised},  {0x207B, U'\u2212', Height::raised},
    {0x207C, U'=', Height::raised},       {0x207D, U'(', Height::raised},  {0x207E, U')', Height::raised},
    {0x207F, U'n', Height::raised},       {0x2080, U'0', Height::lowered}, {0x2081, U'1', Height::lowered},
    {0x2082, U'2', Height::lowered},      {0x2083, U'3', Height::lowered}, {0x2084, U'4', Height::lowered},
    {0x2085, U'5', Height::lowered},      {0x2086, U'6', Height::lowered}, {0x2087, U'7', Height::lowered},
    {0x2088, U'8', Height::lowered},      {0x2089, U'9', Height::lowered}, {0x208A, U'+', Height::lowered},
    {0x208B, U'\u2212', Height::lowered}, {0x208C, U'=', Height::lowered}, {0x208D, U'(', Height::lowered},
    {0x208E, U')', Height::lowered},      {0x2090, U'a', Height::lowered}, {0x2091, U'e', Height::lowered},
    {0x2092, U'o', Height::lowered},      {0x2093, U'x', Height::lowered}, {0x2095, U'h', Height::lowered},
    {0x2096, U'k', Height::lowered},      {0x2097, U'l', Height::lowered}, {0x2098, U'm', Height::lowered},
    {0x2099, U'n', Height::lowered},      {0x209A, U'p', Height::lowered}, {0x209B, U's', Height::lowered},
    {0x209C, U't', Height::lowered},
};

/// Returns how a character is made of another one, or null if it is not, or if the font has a glyph of its own for it.
const SmallSign* small_sign(char32_t code) {
  const auto* const found = std::find_if(std::begin(kSmallSigns), std::end(kSmallSigns),
                                         [code](const SmallSign& sign) { return sign.code == code; });
  return found == std::end(kSmallSigns) || roman().glyph_of(code) != nullptr ? nullptr : found;
}

/// Characters that are set alike.
struct Piece {
  const Typeface* face;  // null: an installed font
  Height height;
  std::uint8_t level;
  std::u32string characters;

  bool is_right_to_left() const { return level % 2 != 0; }
};

const Typeface* face_of(char32_t code) {
  if (small_sign(code) != nullptr) return &roman();
  for (const Typeface* face : {&roman(), &signs()}) {
    if (face->glyph_of(code) != nullptr) return face;
  }
  return nullptr;
}

/// Returns the font of a character and its marks, or null if none of the program's own fonts can set them. These fonts
/// have no places for marks.
const Typeface* face_of(const Passage& cluster) {
  for (std::size_t i = 1; i < cluster.size(); ++i) {
    if (!cluster.traits[i].is_invisible) return nullptr;
  }
  return cluster.traits[0].is_invisible ? &roman() : face_of(cluster.text[0]);
}

/// Scripts that the program's own fonts have in part.
enum class Alphabet { none, latin, greek };

Alphabet alphabet_of(char32_t code) {
  const auto lies_in = [code](char32_t first, char32_t last) { return code >= first && code <= last; };
  const bool is_latin = is_letter(code) || (lies_in(0xC0, 0x2AF) && code != 0xD7 && code != 0xF7) ||
                        lies_in(0x1E00, 0x1EFF) || lies_in(0x2C60, 0x2C7F) || lies_in(0xA720, 0xA7FF);
  if (is_latin) return Alphabet::latin;
  return lies_in(0x370, 0x3FF) || lies_in(0x1F00, 0x1FFF) ? Alphabet::greek : Alphabet::none;
}

/// Returns the font of each character of a passage. A word is all in one font: if the program's own fonts lack one of
/// its letters, an installed font sets all of them.
std::vector<const Typeface*> faces_of(const Passage& passage) {
  std::vector<const Typeface*> faces(passage.size());
  std::size_t word = 0;
  Alphabet alphabet = Alphabet::none;
  for (std::size_t i = 0, end = 0; i < passage.size(); i = end) {
    end = passage.end_of_cluster(i);
    const auto set = [&](std::size_t first, const Typeface* face) {
      std::fill(faces.begin() + static_cast<std::ptrdiff_t>(first), faces.begin() + static_cast<std::ptrdiff_t>(end),
                face);
    };
    const Alphabet before = std::exchange(alphabet, alphabet_of(passage.text[i]));
    if (alphabet == Alphabet::none || alphabet != before) word = i;
    const Typeface* face = face_of(passage.part(i, end - i));
    const bool is_foreign_word = word < i && faces[i - 1] == nullptr;
    set(i, is_foreign_word ? nullptr : face);
    if (face == nullptr) set(word, nullptr);
  }
  return faces;
}

/// Whether there is a space at `i` between words in an installed font. Such a space is part of what these words say.
bool joins_foreign(const Passage& passage, std::size_t i, const std::vector<const Typeface*>& faces,
                   const std::vector<Piece>& pieces) {
  if (passage.text[i] != U' ' || i + 1 == passage.size() || faces[i + 1] != nullptr || pieces.empty()) return false;
  return pieces.back().face == nullptr && pieces.back().level == passage.traits[i].level;
}

/// Returns the characters of a cluster that are to be set.
std::u32string_view visible(const Passage& cluster, const Typeface* face) {
  // Marks that are left to the program's own fonts are invisible.
  return cluster.text.substr(0, face == nullptr ? cluster.size() : (cluster.traits[0].is_invisible ? 0 : 1));
}

std::vector<Piece> pieces_of(const Passage& passage, TextStyle style) {
  const std::vector<const Typeface*> faces = faces_of(passage);
  std::vector<Piece> pieces;
  Subscript subscript;
  bool is_upright = false;
  for (std::size_t i = 0, end = 0; i < passage.size(); i = end) {
    end = passage.end_of_cluster(i);
    const char32_t code = passage.text[i];
    if (style == TextStyle::formula && (code == kWordsBegin || code == kWordsEnd)) {
      is_upright = code == kWordsBegin;
      continue;
    }
    const bool is_formula = style == TextStyle::formula && !is_upright;
    const std::optional<Subscript> starts = is_formula ? subscript_at(passage.text, i) : std::nullopt;
    if (starts) subscript = *starts;
    if (starts || (i >= subscript.last && i < subscript.end)) {
      if (starts) end = subscript.first;
      continue;
    }
    const Passage cluster = passage.part(i, end - i);
    const Typeface* face = joins_foreign(passage, i, faces, pieces) ? nullptr : faces[i];
    if (face == &roman() && is_formula && is_variable(passage.text, i)) face = &italic();
    if (face == &roman() && style == TextStyle::small && small_digits().glyph_of(passage.text[i]) != nullptr) {
      face = &small_digits();
    }
    const std::u32string_view characters = visible(cluster, face);
    if (characters.empty()) continue;
    const SmallSign* small = face == nullptr ? nullptr : small_sign(passage.text[i]);
    const Height height = small != nullptr ? small->height : subscript.has(i) ? Height::lowered : Height::usual;
    const std::uint8_t level = passage.traits[i].level;
    if (pieces.empty() || pieces.back().face != face || pieces.back().height != height ||
        pieces.back().level != level) {
      pieces.push_back({face, height, level, {}});
    }
    pieces.back().characters += characters;
  }
  return pieces;
}

/// Returns the characters of a piece from left to right, as they look there.
std::u32string from_left_to_right(const Piece& piece) {
  std::u32string characters = piece.characters;
  if (!piece.is_right_to_left()) return characters;
  std::reverse(characters.begin(), characters.end());
  std::transform(characters.begin(), characters.end(), characters.begin(), mirrored);
  return characters;
}

/// Sets a piece in one of the program's own fonts.
ForeignText set_embedded(const Piece& piece) {
  Text text{unowned(*piece.face), 1, {}, {}, encode_utf8(piece.characters), {}, piece.is_right_to_left()};
  const double per_unit = 1.0 / piece.face->units_per_em;
  double x = 0;
  const Typeface::Glyph* before = nullptr;
  for (const char32_t code : from_left_to_right(piece)) {
    const SmallSign* small = small_sign(code);
    const char32_t drawn = small != nullptr ? small->drawn_as : code;
    const Typeface::Glyph* glyph = piece.face->glyph_of(drawn);
    assert(glyph != nullptr);
    if (before != nullptr) x += piece.face->kern(before->id, glyph->id) * per_unit;
    text.glyphs.push_back({glyph->id, {x, 0}});
    x += glyph->advance * per_unit;
    before = glyph;
  }
  text.clusters.reserve(piece.characters.size());
  for (const char32_t code : piece.characters) {
    text.clusters.push_back({static_cast<int>(encode_utf8({&code, 1}).size()), 1});
  }
  return {std::move(text), x};
}

std::vector<ForeignText> set_piece(const Piece& piece, const ForeignSetter& foreign) {
  if (piece.face != nullptr) return {set_embedded(piece)};
  assert(foreign.set);
  return foreign.set(piece.characters, piece.is_right_to_left());
}

/// Returns the places of a line's texts from left to right, by rule L2 of the Unicode bidirectional algorithm.
std::vector<std::size_t> visual_order(const std::vector<std::uint8_t>& levels) {
  std::vector<std::size_t> order(levels.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const std::uint8_t highest = levels.empty() ? std::uint8_t{0} : *std::max_element(levels.begin(), levels.end());
  for (std::uint8_t level = highest; level > 0; --level) {
    const auto is_below = [&](std::size_t place) { return levels[place] < level; };
    for (auto first = order.begin(); first != order.end();) {
      first = std::find_if_not(first, order.end(), is_below);
      const auto last = std::find_if(first, order.end(), is_below);
      std::reverse(first, last);
      first = last;
    }
  }
  return order;
}

/// Returns how far characters are raised above the base line (below 0: lowered), in em of usual characters.
double rise_of(Height height) {
  switch (height) {
    case Height::lowered:
      return -kSubscriptDrop;
    case Height::raised:
      return kSuperscriptRise;
    case Height::usual:
      break;
  }
  return 0;
}

TextLine set_line(const Passage& passage, const ForeignSetter& foreign, double size, TextStyle style) {
  TextLine line;
  std::vector<double> widths;
  std::vector<std::uint8_t> levels;
  for (const Piece& piece : pieces_of(passage, style)) {
    for (ForeignText& set : set_piece(piece, foreign)) {
      set.text.size = piece.height == Height::usual ? size : size * kSmallHeight;
      set.text.origin.y = rise_of(piece.height) * size;
      widths.push_back(set.width * set.text.size);
      levels.push_back(piece.level);
      line.texts.push_back(std::move(set.text));
    }
  }
  for (const std::size_t place : visual_order(levels)) {
    line.texts[place].origin.x = line.width;
    line.width += widths[place];
  }
  return line;
}

/// Characters with which a line of ideographs should not begin, and those with which it should not end.
constexpr std::u32string_view kClosing =
    U"\u3001\u3002\uFF0C\uFF0E\uFF1A\uFF1B\uFF01\uFF1F\uFF09\u300D\u300F\u3011\u300B\u3009\u3005\u30FC,.:;!?)]}";
constexpr std::u32string_view kOpening = U"\uFF08\u300C\u300E\u3010\u300A\u3008([{";

/// Whether a formula may end a line at the space at `i`: after a comma or a colon, before an opening parenthesis,
/// before a sign between terms, and between words. So "k = 3" and "3 × 5" stay together.
bool is_break_of_formula(std::u32string_view text, std::size_t i) {
  const char32_t before = text[i - 1];
  if (i + 1 == text.size()) return false;
  const char32_t after = text[i + 1];
  if (before == U',' || before == U':' || after == U'(') return true;
  if (after == U'+' || after == U'\u2212' || after == U'=') return !is_letter(before);
  return is_letter(before) && is_letter(after);
}

/// Whether a line may end between the characters at `i` - 1 and `i` of a passage.
bool is_break(const Passage& passage, std::size_t i, TextStyle style) {
  const char32_t before = passage.text[i - 1];
  const char32_t after = passage.text[i];
  if (passage.traits[i].is_mark || before == U' ') return false;
  if (after == U' ') return style == TextStyle::words || is_break_of_formula(passage.text, i);
  if (kOpening.find(before) != std::u32string_view::npos || kClosing.find(after) != std::u32string_view::npos) {
    return false;
  }
  return is_ideograph(before) || is_ideograph(after);
}

/// Returns the numbers of characters of a passage after which a line may end.
std::vector<std::size_t> breaks_of(const Passage& passage, TextStyle style) {
  std::vector<std::size_t> breaks;
  for (std::size_t i = 1; i < passage.size(); ++i) {
    if (is_break(passage, i, style)) breaks.push_back(i);
  }
  breaks.push_back(passage.size());
  return breaks;
}

Passage without_spaces_around(Passage passage) {
  while (passage.text.starts_with(U' ')) passage = passage.part(1);
  while (passage.text.ends_with(U' ')) passage = passage.part(0, passage.size() - 1);
  return passage;
}

/// Returns how many characters of a passage fit into a line: up to a break if one fits, otherwise as many characters as
/// fit, but at least one.
template <class Fits>
std::size_t length_of_line(const Passage& rest, TextStyle style, const Fits& fits) {
  std::size_t length = 0;
  for (const std::size_t place : breaks_of(rest, style)) {
    if (!fits(rest.part(0, place))) break;
    length = place;
  }
  if (length > 0) return length;
  length = rest.end_of_cluster(0);
  while (length < rest.size() && fits(rest.part(0, rest.end_of_cluster(length)))) length = rest.end_of_cluster(length);
  return length;
}

std::vector<CharacterTraits> traits_of(std::u32string_view paragraph, const ForeignSetter& foreign) {
  return foreign.traits ? foreign.traits(paragraph) : std::vector<CharacterTraits>(paragraph.size());
}

}  // namespace

std::string upright(std::string_view words) {
  return encode_utf8({&kWordsBegin, 1}).append(words) + encode_utf8({&kWordsEnd, 1});
}

std::string without_upright_marks(std::string_view formula) {
  std::u32string characters = *decode_utf8(formula);
  std::erase_if(characters, [](char32_t code) { return code == kWordsBegin || code == kWordsEnd; });
  return encode_utf8(characters);
}

std::string TextLine::characters() const {
  std::string all;
  for (const Text& text : texts) all += text.characters;
  return all;
}

bool is_embedded(char32_t code) {
  return face_of(code) != nullptr;
}

TextLine Typesetter::line(std::string_view text, double size, TextStyle style) const {
  const std::u32string characters = *decode_utf8(text);
  const std::vector<CharacterTraits> traits = traits_of(characters, foreign_);
  return set_line({characters, traits}, foreign_, size, style);
}

std::vector<TextLine> Typesetter::paragraph(std::string_view text, double size, double width, TextStyle style) const {
  const std::u32string all = *decode_utf8(text);
  std::vector<TextLine> lines;
  const auto fits = [&](const Passage& part) { return set_line(part, foreign_, size, style).width <= width; };
  const auto add = [&](const Passage& part) {
    lines.push_back(set_line(without_spaces_around(part), foreign_, size, style));
  };
  for (std::size_t begin = 0; begin <= all.size();) {
    const std::size_t end = std::min(all.find(U'\n', begin), all.size());
    const std::u32string_view paragraph = std::u32string_view(all).substr(begin, end - begin);
    const std::vector<CharacterTraits> traits = traits_of(paragraph, foreign_);
    Passage rest = without_spaces_around({paragraph, traits});
    begin = end + 1;
    while (!fits(rest)) {
      const std::size_t length = length_of_line(rest, style, fits);
      // Even a character alone may be too wide, and such a character may be the last one.
      if (length == rest.size()) break;
      add(rest.part(0, length));
      rest = without_spaces_around(rest.part(length));
    }
    add(rest);
  }
  return lines;
}

void write_line(DisplayList& shapes, Role role, std::optional<Cell> cell, PaintId ink, const TextLine& line,
                Point origin) {
  for (Text text : line.texts) {
    text.origin = text.origin + origin;
    shapes.push_back({role, cell, ink, std::move(text)});
  }
}

}  // namespace convarith
