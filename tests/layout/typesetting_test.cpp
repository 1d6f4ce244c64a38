#include "layout/text/typesetting.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "type/utf8.hpp"

namespace convarith::testing::typesetting_test {
namespace {

constexpr double kSize = 10;

TextLine set(std::string_view text, TextStyle style = TextStyle::words) {
  return Typesetter().line(text, kSize, style);
}

std::vector<std::string> wrap(std::string_view text, double width) {
  std::vector<std::string> lines;
  for (const TextLine& line : Typesetter().paragraph(text, kSize, width)) lines.push_back(line.characters());
  return lines;
}

/// The text of a line that has the character at a place of its own.
const Text& text_of(const TextLine& line, std::string_view characters) {
  const auto found = std::find_if(line.texts.begin(), line.texts.end(),
                                  [&](const Text& text) { return text.characters == characters; });
  EXPECT_NE(found, line.texts.end()) << characters << " in " << line.characters();
  return found == line.texts.end() ? line.texts.front() : *found;
}

/// That each text has a cluster for all it says and shows.
void expect_sound_clusters(const TextLine& line) {
  for (const Text& text : line.texts) {
    int bytes = 0;
    int glyphs = 0;
    for (const Text::Cluster& cluster : text.clusters) {
      bytes += cluster.bytes;
      glyphs += cluster.glyphs;
    }
    EXPECT_EQ(static_cast<std::size_t>(bytes), text.characters.size());
    EXPECT_EQ(static_cast<std::size_t>(glyphs), text.glyphs.size());
  }
}

TEST(Line, SaysItsText) {
  for (const std::string text : {"", "a", "Kernel 3 × 3, stride 2", "é ≤ ⌊x⌋ ∑ αβγ"}) {
    EXPECT_EQ(set(text).characters(), text);
    expect_sound_clusters(set(text));
  }
}

TEST(Line, OfNothingIsEmpty) {
  EXPECT_EQ(set("").width, 0);
  EXPECT_TRUE(set("").texts.empty());
}

TEST(Line, WidthsAddUp) {
  const double single = set("n").width;
  EXPECT_GT(single, 0);
  EXPECT_NEAR(set("nnnn").width, 4 * single, 1e-9);
  EXPECT_NEAR(set("n∑n").width, 2 * single + set("∑").width, 1e-9);
  EXPECT_NEAR(Typesetter().line("n", 3 * kSize).width, 3 * single, 1e-9);
}

TEST(Line, GlyphsFollowEachOther) {
  const TextLine line = set("nnn∑n");
  double x = -1;
  for (const Text& text : line.texts) {
    for (const Text::Glyph& glyph : text.glyphs) {
      EXPECT_GT(text.origin.x + glyph.offset.x * text.size, x);
      x = text.origin.x + glyph.offset.x * text.size;
    }
  }
  EXPECT_LT(x, line.width);
}

TEST(Line, IsKerned) {
  EXPECT_LT(set("AV").width, set("A").width + set("V").width);
}

TEST(Formula, SetsLettersThatStandAloneInItalics) {
  const TextLine line = set("o = max(k, 2)", TextStyle::formula);
  EXPECT_EQ(text_of(line, "o").face.get(), &italic());
  EXPECT_EQ(text_of(line, "k").face.get(), &italic());
  EXPECT_EQ(text_of(line, " = max(").face.get(), &roman());
  EXPECT_EQ(line.characters(), "o = max(k, 2)");
}

TEST(Formula, IsAStyleOfItsOwn) {
  for (const Text& text : set("o = max(k, 2) p_t").texts) EXPECT_EQ(text.face.get(), &roman());
  EXPECT_EQ(set("p_t").characters(), "p_t");
}

TEST(Formula, LowersSubscripts) {
  const TextLine line = set("p_t+1", TextStyle::formula);
  ASSERT_EQ(line.texts.size(), 3U);
  EXPECT_EQ(line.texts[0].origin.y, 0);
  EXPECT_LT(line.texts[1].origin.y, 0);
  EXPECT_LT(line.texts[1].size, kSize);
  EXPECT_EQ(line.texts[1].characters, "t");
  EXPECT_EQ(line.texts[2].characters, "+1");
  EXPECT_EQ(line.texts[2].origin.y, 0);
  EXPECT_EQ(line.texts[2].size, kSize);
}

TEST(Formula, LowersDigitsAndWordsToo) {
  EXPECT_LT(text_of(set("i_1", TextStyle::formula), "1").origin.y, 0);
  EXPECT_LT(text_of(set("s_max2 + 1", TextStyle::formula), "max2").origin.y, 0);
}

TEST(Formula, KeepsAnUnderscoreWithNothingToLower) {
  EXPECT_EQ(set("a_ b", TextStyle::formula).characters(), "a_ b");
  EXPECT_EQ(set("a_", TextStyle::formula).characters(), "a_");
}

TEST(Formula, LowersAllThatIsInBraces) {
  const TextLine line = set("x_{0,12}·w", TextStyle::formula);
  EXPECT_EQ(line.characters(), "x0,12·w");
  EXPECT_LT(text_of(line, "0,12").origin.y, 0);
  EXPECT_LT(text_of(line, "0,12").size, kSize);
  EXPECT_EQ(text_of(line, "w").origin.y, 0);
  EXPECT_EQ(set("x_{0", TextStyle::formula).characters(), "x_{0");
}

TEST(Formula, SetsWordsWithinFormulasUpright) {
  const TextLine line = set(upright("Conv1d_f x_1") + ", k = 2", TextStyle::formula);
  EXPECT_EQ(line.characters(), "Conv1d_f x_1, k = 2");
  EXPECT_EQ(line.texts.front().characters, "Conv1d_f x_1, ");
  EXPECT_EQ(line.texts.front().face.get(), &roman());
  EXPECT_EQ(text_of(line, "k").face.get(), &italic());
  EXPECT_EQ(without_upright_marks(upright("Conv1d") + ", k = 2"), "Conv1d, k = 2");
  EXPECT_DOUBLE_EQ(set(upright("max"), TextStyle::formula).width, set("max", TextStyle::words).width);
  EXPECT_EQ(set("x_{0,1}").characters(), "x_{0,1}");
}

TEST(Paragraph, OfOneLineIsThatLine) {
  const std::vector<TextLine> lines = Typesetter().paragraph("a few words", kSize, 1000);
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(lines[0].width, set("a few words").width);
}

TEST(Paragraph, KeepsNewLines) {
  EXPECT_EQ(wrap("one\n\n two \nthree\n", 1000), (std::vector<std::string>{"one", "", "two", "three", ""}));
}

TEST(Paragraph, BreaksAtSpaces) {
  EXPECT_EQ(wrap("aaa bbb ccc", set("aaa bbb").width), (std::vector<std::string>{"aaa bbb", "ccc"}));
}

TEST(Paragraph, CutsWordsThatAreTooLong) {
  EXPECT_EQ(wrap("nnnnn", 2 * set("n").width + 0.01), (std::vector<std::string>{"nn", "nn", "n"}));
}

TEST(Paragraph, GivesACharacterThatIsTooWideALineOfItsOwn) {
  EXPECT_EQ(wrap("nm", 1), (std::vector<std::string>{"n", "m"}));
  EXPECT_EQ(wrap("n\nm", 1), (std::vector<std::string>{"n", "m"}));
}

std::string random_text(std::mt19937& random) {
  const std::u32string letters = U"abcdefgMWAVi.,-éß∑≤⌊⌋  \n";
  std::u32string text;
  std::uniform_int_distribution<std::size_t> place(0, letters.size() - 1);
  std::uniform_int_distribution<std::size_t> length(0, 120);
  for (std::size_t left = length(random); left > 0; --left) text += letters[place(random)];
  return encode_utf8(text);
}

std::string without_blanks(std::string text) {
  std::erase_if(text, [](char c) { return c == ' ' || c == '\n'; });
  return text;
}

TEST(Paragraph, FitsItsWidthAndLosesNothing) {
  std::mt19937 random(7);
  for (int i = 0; i < 400; ++i) {
    const std::string text = random_text(random);
    const double width = std::uniform_real_distribution<>(15, 150)(random);
    std::string all;
    for (const TextLine& line : Typesetter().paragraph(text, kSize, width)) {
      EXPECT_LE(line.width, width) << text;
      expect_sound_clusters(line);
      const std::string words = line.characters();
      EXPECT_FALSE(words.starts_with(' ') || words.ends_with(' ')) << '"' << words << '"';
      all += words;
    }
    EXPECT_EQ(without_blanks(all), without_blanks(text));
  }
}

/// Shows every character as wide as its size. Hebrew letters and spaces between them run from right to left, and U+0301
/// is a mark.
ForeignSetter squares() {
  const auto is_hebrew = [](char32_t code) { return code >= 0x5D0 && code <= 0x5EA; };
  const auto traits = [is_hebrew](std::u32string_view paragraph) {
    std::vector<CharacterTraits> all(paragraph.size());
    for (std::size_t i = 0; i < paragraph.size(); ++i) {
      const bool is_inside = i > 0 && i + 1 < paragraph.size() && paragraph[i] == U' ' && is_hebrew(paragraph[i - 1]) &&
                             is_hebrew(paragraph[i + 1]);
      all[i] = {static_cast<std::uint8_t>(is_inside || is_hebrew(paragraph[i])), paragraph[i] == 0x301, false};
    }
    return all;
  };
  const auto set = [](std::u32string_view text, bool is_right_to_left) {
    ForeignText square;
    square.text.characters = encode_utf8(text);
    square.text.is_right_to_left = is_right_to_left;
    square.width = static_cast<double>(text.size());
    return std::vector{square};
  };
  return {traits, set};
}

std::vector<std::string> wrap_squares(std::string_view text, double width) {
  std::vector<std::string> lines;
  for (const TextLine& line : Typesetter(squares()).paragraph(text, 1, width)) lines.push_back(line.characters());
  return lines;
}

TEST(Foreign, TextsAreSetInTheirSize) {
  const TextLine line = Typesetter(squares()).line("漢字", 7);
  ASSERT_EQ(line.texts.size(), 1U);
  EXPECT_EQ(line.texts[0].size, 7);
  EXPECT_EQ(line.width, 14);
}

TEST(Foreign, SpacesBetweenWordsAreTheirs) {
  const TextLine line = Typesetter(squares()).line("漢 字 n", 1);
  ASSERT_EQ(line.texts.size(), 2U);
  EXPECT_EQ(line.texts[0].characters, "漢 字");
  EXPECT_EQ(line.texts[1].characters, " n");
}

TEST(Foreign, WordsAreInOneFont) {
  // Latin Modern has no h with a hook.
  const TextLine line = Typesetter(squares()).line("n mɦm-n", 1);
  ASSERT_EQ(line.texts.size(), 3U);
  EXPECT_EQ(line.texts[1].characters, "mɦm");
}

TEST(Foreign, TextsFromRightToLeftChangePlaces) {
  const TextLine line = Typesetter(squares()).line("n שלום, עולם n", 1);
  ASSERT_EQ(line.texts.size(), 5U);
  for (std::size_t i = 1; i < line.texts.size(); ++i) EXPECT_GT(line.texts[i].origin.x, line.texts[i - 1].origin.x);
  EXPECT_TRUE(line.texts[1].is_right_to_left);
  const TextLine together = Typesetter(squares()).line("n שלום עולם n", 1);
  ASSERT_EQ(together.texts.size(), 3U);
  EXPECT_EQ(together.texts[1].characters, "שלום עולם");
}

TEST(Foreign, IdeographsBreakAnywhere) {
  EXPECT_EQ(wrap_squares("漢字漢字漢", 2), (std::vector<std::string>{"漢字", "漢字", "漢"}));
  EXPECT_EQ(wrap_squares("漢nn字漢", 2.5), (std::vector<std::string>{"漢nn", "字漢"}));
}

TEST(Foreign, LinesDoNotBeginWithWhatCloses) {
  EXPECT_EQ(wrap_squares("漢字漢。漢", 3), (std::vector<std::string>{"漢字", "漢。漢"}));
  EXPECT_EQ(wrap_squares("漢字「漢」", 3), (std::vector<std::string>{"漢字", "「漢」"}));
}

TEST(Foreign, MarksStayWithTheirLetters) {
  EXPECT_EQ(wrap_squares("q\u0301q\u0301q\u0301", 3), (std::vector<std::string>{"q\u0301", "q\u0301", "q\u0301"}));
  EXPECT_EQ(wrap_squares("漢\u0301漢\u0301", 1), (std::vector<std::string>{"漢\u0301", "漢\u0301"}));
}

TEST(Typesetter, MakesSubscriptsAndSuperscriptsOfSmallDigits) {
  const TextLine line = Typesetter().line("x\u2081\u2082\u207B\u2074y", 10);
  ASSERT_EQ(line.texts.size(), 4U);
  EXPECT_EQ(line.characters(), "x\u2081\u2082\u207B\u2074y");
  const TextLine digits = Typesetter().line("12", 10);
  ASSERT_EQ(line.texts[1].glyphs.size(), 2U);
  for (std::size_t i = 0; i < 2; ++i) EXPECT_EQ(line.texts[1].glyphs[i].id, digits.texts[0].glyphs[i].id);
  EXPECT_LT(line.texts[1].size, 10);
  EXPECT_LT(line.texts[1].origin.y, 0);
  EXPECT_GT(line.texts[2].origin.y, 0);
  EXPECT_EQ(line.texts[3].origin.y, 0);
  EXPECT_EQ(line.texts[3].size, 10);
}

}  // namespace
}  // namespace convarith::testing::typesetting_test
