#include "installed_fonts/installed_fonts.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <string>
#include <vector>

#include "render/frame.hpp"
#include "render/row_coverage.hpp"
#include "render/tracing.hpp"
#include "tests/installed_fonts/setting.hpp"

namespace convarith::testing::installed_fonts_test {
namespace {

std::vector<Typeface::GlyphId> ids_of(const Text& text) {
  std::vector<Typeface::GlyphId> ids;
  for (const Text::Glyph& glyph : text.glyphs) ids.push_back(glyph.id);
  return ids;
}

/// The parts of the texts that a line shows, from left to right.
std::vector<std::string> from_left(const TextLine& line) {
  std::vector<const Text*> texts;
  for (const Text& text : line.texts) texts.push_back(&text);
  std::sort(texts.begin(), texts.end(), [](const Text* a, const Text* b) { return a->origin.x < b->origin.x; });
  std::vector<std::string> parts;
  for (const Text* text : texts) parts.push_back(text->characters);
  return parts;
}

void expect_sound(const TextLine& line) {
  for (const Text& text : line.texts) {
    int bytes = 0;
    int glyphs = 0;
    for (const Text::Cluster& cluster : text.clusters) {
      EXPECT_GT(cluster.bytes, 0);
      bytes += cluster.bytes;
      glyphs += cluster.glyphs;
    }
    EXPECT_EQ(static_cast<std::size_t>(bytes), text.characters.size()) << text.characters;
    EXPECT_EQ(static_cast<std::size_t>(glyphs), text.glyphs.size()) << text.characters;
    for (const Text::Glyph& glyph : text.glyphs) EXPECT_NE(text.face->glyph(glyph.id), nullptr) << text.characters;
  }
}

/// The area in px that a text of 100 bp to the em covers, drawn with a pixel for each bp.
double ink_of(const std::string& characters) {
  const TextLine line = Typesetter(fonts_for({characters}).setter()).line(characters, 100);
  const Film film = page_of({line}, line.width + 100, 200);
  const FrameSize size = size_at_dpi(film, 72);
  Tracing tracing(size, film);
  tracing.add(film.scene(0));
  RowCoverage coverage(size.width);
  double area = 0;
  for (int y = 0; y < size.height; ++y) {
    for (const Mark& mark : tracing.marks()) {
      for (const Outline& outline : tracing.outlines(mark)) {
        coverage.add(tracing.edges(outline), y);
        coverage.end_outline();
      }
    }
    coverage.take([&](int, double share) { area += share; });
  }
  return area;
}

TEST(InstalledFonts, AreNotNeededForEmbeddedCharacters) {
  EXPECT_TRUE(fonts_for({"Kernel 3 × 3", "é ≤ α"}).names().empty());
  EXPECT_TRUE(fonts_for({}).names().empty());
}

TEST(InstalledFonts, AreNotNeededForWhatCannotBeSeen) {
  const std::string text = "a\u200Bb\u2060c\u200E";
  EXPECT_TRUE(fonts_for({text}).names().empty());
  EXPECT_EQ(set_line(text).characters(), "abc");
}

TEST(InstalledFonts, HaveWhatTheProgramsOwnLack) {
  for (const std::string text : {"Свёртка", "ᾧ ἐστὶν", "שלום", "سلام"}) {
    const InstalledFonts fonts = fonts_for({text});
    EXPECT_EQ(fonts.names().size(), 1U) << text;
    const TextLine line = set_line(text);
    expect_sound(line);
    EXPECT_EQ(line.characters(), text);
    EXPECT_GT(line.width, 1);
    for (const Text& set : line.texts) {
      for (const Text::Glyph& placed : set.glyphs) {
        const Typeface::Glyph& glyph = *set.face->glyph(placed.id);
        EXPECT_NE(placed.id, 0U) << text;
        EXPECT_GT(glyph.advance, 0) << text;
      }
    }
  }
}

TEST(InstalledFonts, AreDrawn) {
  // Of an em square of 10 000 px.
  const double area = ink_of("м");
  EXPECT_GT(area, 400);
  EXPECT_LT(area, 4000);
  EXPECT_NEAR(ink_of("мм"), 2 * area, 0.01 * area);
}

TEST(InstalledFonts, LeaveCountersOpen) {
  // The ring and the blot of the same height.
  EXPECT_LT(ink_of("о"), 0.8 * ink_of("●"));
}

TEST(InstalledFonts, NameTheirFamilies) {
  const InstalledFonts fonts = fonts_for({"Latin only", "Свёртка"});
  ASSERT_EQ(fonts.names().size(), 1U);
  EXPECT_FALSE(fonts.names().front().empty());
}

TEST(InstalledFonts, AreAsFewAsWillDo) {
  // DejaVu Serif has no Hebrew, but DejaVu Sans has both.
  EXPECT_EQ(fonts_for({"Свёртка", "שלום"}).names().size(), 1U);
}

TEST(InstalledFonts, RefuseCharactersThatNobodyHas) {
  const std::vector<std::string> texts{"Свёртка \U0010FFFD"};
  const Result<InstalledFonts> fonts = InstalledFonts::for_texts(texts);
  ASSERT_FALSE(fonts);
  ASSERT_EQ(fonts.problems().size(), 1U);
  EXPECT_EQ(fonts.problems().front().kind, Problem::Kind::failure);
  EXPECT_EQ(
      to_line(fonts.problems().front()),
      "no installed font has \"\U0010FFFD\" (U+10FFFD); install one that has it, such as those of fonts-noto-core "
      "or fonts-noto-cjk");
}

TEST(InstalledFonts, CountWhatElseNobodyHas) {
  const std::vector<std::string> texts{"\U0010FFFD\U0010FFFC", "\U0010FFFB\U0010FFFD"};
  const Result<InstalledFonts> fonts = InstalledFonts::for_texts(texts);
  ASSERT_FALSE(fonts);
  EXPECT_EQ(fonts.problems().front().why, "no installed font has \"\U0010FFFD\" (U+10FFFD), nor 2 other characters");
}

TEST(InstalledFonts, GiveTheSameAgain) {
  for (const std::string text : {"Свёртка с шагом", "שלום סלם", "سلام"}) {
    const TextLine one = set_line(text);
    const TextLine other = set_line(text);
    EXPECT_EQ(one.width, other.width);
    ASSERT_EQ(one.texts.size(), other.texts.size());
    for (std::size_t i = 0; i < one.texts.size(); ++i) {
      EXPECT_EQ(ids_of(one.texts[i]), ids_of(other.texts[i]));
      EXPECT_EQ(one.texts[i].face->name, other.texts[i].face->name);
    }
  }
}

TEST(InstalledFonts, OutliveTheirFinder) {
  std::vector<TextLine> lines;
  {
    const Typesetter typesetter(fonts_for({"мир"}).setter());
    lines.push_back(typesetter.line("мир", 10));
  }
  EXPECT_NE(lines[0].texts[0].face->glyph(lines[0].texts[0].glyphs[0].id), nullptr);
  EXPECT_FALSE(lines[0].texts[0].face->file.empty());
  EXPECT_FALSE(lines[0].texts[0].face->name.empty());
}

TEST(InstalledFonts, AreOneFaceForAllTexts) {
  const Typesetter typesetter(fonts_for({"мир", "труд"}).setter());
  EXPECT_EQ(typesetter.line("мир", 1).texts[0].face, typesetter.line("уд", 1).texts[0].face);
}

TEST(Shaping, JoinsArabicLetters) {
  const TextLine line = set_line("ببب");
  ASSERT_EQ(line.texts.size(), 1U);
  const Text& text = line.texts[0];
  EXPECT_TRUE(text.is_right_to_left);
  const std::vector<Typeface::GlyphId> ids = ids_of(text);
  EXPECT_EQ(ids.size(), 3U);
  EXPECT_EQ(std::set<Typeface::GlyphId>(ids.begin(), ids.end()).size(), 3U);
}

TEST(Shaping, KnowsTheFormsOfPartsOfItsWords) {
  const Typesetter typesetter(fonts_for({"ببب"}).setter());
  const Text whole = typesetter.line("ببب", 1).texts[0];
  const Text letter = typesetter.line("ب", 1).texts[0];
  EXPECT_EQ(letter.face, whole.face);
  EXPECT_NE(letter.face->glyph(letter.glyphs[0].id), nullptr);
  const std::vector<Typeface::GlyphId> ids = ids_of(whole);
  EXPECT_EQ(std::find(ids.begin(), ids.end(), letter.glyphs[0].id), ids.end());
}

TEST(Shaping, KeepsMarksWithTheirLetters) {
  // A letter for which no single character exists.
  const TextLine line = set_line("б\u0301я");
  ASSERT_EQ(line.texts.size(), 1U);
  expect_sound(line);
  ASSERT_EQ(line.texts[0].clusters.size(), 2U);
  EXPECT_EQ(line.texts[0].clusters[0].bytes, 4);
  EXPECT_NEAR(line.width, set_line("бя").width, 1e-9);
}

TEST(Shaping, KeepsMarksWithLatinLetters) {
  const TextLine line = set_line("a q\u0301 b");
  expect_sound(line);
  EXPECT_EQ(line.characters(), "a q\u0301 b");
  ASSERT_EQ(line.texts.size(), 3U);
  EXPECT_EQ(line.texts[1].characters, "q\u0301");
}

TEST(Shaping, SetsWordsInOneFont) {
  const TextLine line = set_line("a ἐστὶν, b");
  EXPECT_EQ(from_left(line), (std::vector<std::string>{"a ", "ἐστὶν", ", b"}));
  EXPECT_EQ(from_left(set_line("vacuuq\u0301m 2a")), (std::vector<std::string>{"vacuuq\u0301m", " 2a"}));
}

TEST(Shaping, KeepsJoinersAndSelectorsWithTheText) {
  const TextLine line = set_line("м\u200Dм\uFE0Fм");
  expect_sound(line);
  EXPECT_EQ(line.characters(), "м\u200Dм\uFE0Fм");
}

TEST(Order, OfWordsFromRightToLeft) {
  const TextLine line = set_line("שלום, עולם 12!");
  expect_sound(line);
  EXPECT_EQ(line.characters(), "שלום, עולם 12!");
  EXPECT_EQ(from_left(line), (std::vector<std::string>{"!", "12", " ", "עולם", ", ", "שלום"}));
}

TEST(Order, OfLatinWordsBetweenHebrewOnes) {
  EXPECT_EQ(from_left(set_line("שלום big world עולם")),
            (std::vector<std::string>{"עולם", " ", "big world", " ", "שלום"}));
}

TEST(Order, OfHebrewWordsBetweenLatinOnes) {
  EXPECT_EQ(from_left(set_line("big שלום עולם world")), (std::vector<std::string>{"big ", "שלום עולם", " world"}));
  EXPECT_EQ(from_left(set_line("big שלום, עולם world")),
            (std::vector<std::string>{"big ", "עולם", ", ", "שלום", " world"}));
}

TEST(Order, OfCyrillicIsFromLeftToRight) {
  const TextLine line = set_line("Шаг 2 из 9");
  EXPECT_EQ(from_left(line), (std::vector<std::string>{"Шаг", " 2 ", "из", " 9"}));
  for (const Text& text : line.texts) EXPECT_FALSE(text.is_right_to_left);
}

TEST(Order, TurnsBrackets) {
  const TextLine line = set_line("(שלום)");
  ASSERT_EQ(line.texts.size(), 3U);
  EXPECT_EQ(from_left(line), (std::vector<std::string>{")", "שלום", "("}));
  // What opens stands on the right, and looks like what closes from left to right.
  EXPECT_EQ(line.texts[0].glyphs[0].id, roman().glyph_of(U')')->id);
  EXPECT_EQ(line.texts[2].glyphs[0].id, roman().glyph_of(U'(')->id);
}

TEST(Order, OfALineIsThatOfItsParagraph) {
  // The second line begins with Latin letters, but belongs to a Hebrew text.
  const std::string text = "שלום שלום abc שלום";
  const Typesetter typesetter(fonts_for({text}).setter());
  const std::vector<TextLine> lines =
      typesetter.paragraph(text, 1, std::max(typesetter.line("שלום שלום", 1).width, 2.0) + 0.01);
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0].characters(), "שלום שלום");
  EXPECT_EQ(from_left(lines[1]), (std::vector<std::string>{"שלום", " ", "abc"}));
}

TEST(Order, FillsTheLineWithoutGaps) {
  for (const std::string text : {"שלום big (world) עולם 12!", "big שלום, עולם мир", "سلام 3 × 3 سلام"}) {
    const TextLine line = set_line(text);
    EXPECT_EQ(line.characters(), text);
    double least = line.width;
    for (const Text& part : line.texts) least = std::min(least, part.origin.x);
    EXPECT_EQ(least, 0);
    double sum = 0;
    for (const Text& part : line.texts) {
      for (const Text::Glyph& glyph : part.glyphs) {
        sum += part.face->glyph(glyph.id)->advance * part.size / part.face->units_per_em;
      }
    }
    EXPECT_NEAR(line.width, sum, 0.2) << text;
  }
}

TEST(Wrapping, NeverPartsAMarkFromItsLetter) {
  const std::string text = "б\u0301б\u0301б\u0301б\u0301";
  const Typesetter typesetter(fonts_for({text}).setter());
  for (const double width : {0.1, 1.0, 1.5, 2.0}) {
    std::string all;
    for (const TextLine& line : typesetter.paragraph(text, 1, width)) {
      EXPECT_TRUE(line.characters().starts_with("б")) << width;
      expect_sound(line);
      all += line.characters();
    }
    EXPECT_EQ(all, text);
  }
}

TEST(Wrapping, OfForeignTextsFitsTheWidth) {
  const std::string text = "Свёртка 3 × 3 שלום עולם и ещё (سلام), конец";
  const Typesetter typesetter(fonts_for({text}).setter());
  for (double width = 3; width < 25; width += 0.7) {
    std::string all;
    for (const TextLine& line : typesetter.paragraph(text, 1, width)) {
      EXPECT_LE(line.width, width);
      expect_sound(line);
      all += line.characters();
    }
    std::string expected = text;
    for (std::string* one : {&all, &expected}) std::erase(*one, ' ');
    EXPECT_EQ(all, expected);
  }
}

}  // namespace
}  // namespace convarith::testing::installed_fonts_test
