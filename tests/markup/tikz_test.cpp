// LaTeX source of figures. That pdflatex makes the same pictures of it is shown by tests/consumers/tikz.test.mjs.

#include "markup/tikz.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "arithmetic/operation.hpp"
#include "layout/figure/figure.hpp"
#include "layout/text/typesetting.hpp"
#include "markup/tex_paints.hpp"
#include "markup/tex_text.hpp"
#include "markup/tikz_shapes.hpp"
#include "tests/support/builtin_themes.hpp"

namespace convarith::testing::tikz_test {
namespace {

Film film_of(const FigureOptions& options = {}) {
  LayerOptions layer;
  layer.n = PerAxis::all(5);
  layer.k = PerAxis::all(3);
  layer.s = PerAxis::all(2);
  layer.p = Padding(PerAxis::all(1));
  const Result<Film> film = lay_out_figure({*make_operation(layer)}, options, Typesetter());
  EXPECT_TRUE(film);
  return *film;
}

std::string document_of(const Film& film) {
  const TikzWriter writer(film);
  std::string text = writer.beginning("name", "A sentence.\nAnother.");
  for (std::size_t step = 0; step < film.steps; ++step) text += writer.step(step);
  return text + TikzWriter::ending();
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++found;
  return found;
}

std::vector<std::string> all_matches(const std::string& text, const std::string& pattern) {
  const std::regex regex(pattern);
  std::vector<std::string> matches;
  for (std::sregex_iterator match(text.begin(), text.end(), regex), end; match != end; ++match) {
    matches.push_back((*match)[1]);
  }
  return matches;
}

/// What a line of text becomes.
std::string tex_of_line(const std::string& words, TextStyle style = TextStyle::words) {
  std::string tex;
  for (const Text& text : Typesetter().line(words, 8, style).texts) tex += tex_of(text).value_or("<outlines>");
  return tex;
}

TEST(Tikz, HasAPictureForEachStepAndStillSheetsOnce) {
  const Film film = film_of();
  const std::string text = document_of(film);
  EXPECT_EQ(count(text, "\\begin{tikzpicture}"), film.steps);
  EXPECT_EQ(count(text, "\\end{tikzpicture}"), film.steps);
  EXPECT_EQ(count(text, "% input cell\n"), 1U);
  EXPECT_EQ(count(text, "% tap\n"), film.steps);
  EXPECT_EQ(count(text, "\\sheetA\n"), film.steps);
}

TEST(Tikz, HasBalancedBracesAndNothingThatIsUndefined) {
  FigureOptions options;
  options.labels = options.legend = true;
  options.caption = "both";
  options.title = "50% {of} a_b";
  const std::string text = document_of(film_of(options));
  const std::string plain = std::regex_replace(text, std::regex(R"(\\[{}])"), "");
  EXPECT_EQ(std::count(plain.begin(), plain.end(), '{'), std::count(plain.begin(), plain.end(), '}'));
  const auto defined = all_matches(text, R"(\\definecolor\{(\w+)\})");
  const std::set<std::string> colours(defined.begin(), defined.end());
  EXPECT_EQ(colours.size(), defined.size());
  const auto used = all_matches(text, R"((?:fill|draw|text)=([a-zA-Z]+))");
  EXPECT_GT(used.size(), 10U);
  for (const std::string& colour : used) EXPECT_TRUE(colours.contains(colour)) << colour;
}

TEST(Tikz, DrawsNeighboursOfAKindInOnePath) {
  const Film film = film_of();
  const std::string text = TikzWriter(film).beginning("name", "");
  // The 25 cells of the input.
  const std::string cells = text.substr(text.find("% input cell"));
  const std::string path = cells.substr(0, cells.find(';'));
  EXPECT_EQ(count(path, "\\fill"), 1U);
  EXPECT_EQ(count(path, "cycle"), 25U);
}

TEST(Tikz, HasPaperOnlyWhereItIsNotWhite) {
  Film film = film_of();
  EXPECT_EQ(count(document_of(film), "fill=paper"), 0U);
  film.paints[kPaper].colour = {10, 20, 30};
  EXPECT_EQ(count(document_of(film), "\\fill[fill=paper] (0,0) rectangle"), film.steps);
  film.has_paper = false;
  EXPECT_EQ(count(document_of(film), "\\fill[fill=paper] (0,0) rectangle"), 0U);
}

TEST(Tikz, KeepsCommentsInOneLine) {
  EXPECT_NE(document_of(film_of()).find("% A sentence. Another.\n"), std::string::npos);
}

TEST(Tikz, DefinesNothingForOtherFigures) {
  FigureOptions labelled;
  labelled.labels = true;
  std::set<std::string> commands;
  for (const FigureOptions& options : {FigureOptions(), labelled}) {
    const std::string text = document_of(film_of(options));
    const std::vector<std::string> command = all_matches(text, R"(\n\\providecommand\*\{\\(\w+)\}\{%\n)");
    ASSERT_EQ(command.size(), 1U);
    EXPECT_TRUE(commands.insert(command.front()).second) << command.front();
    EXPECT_EQ(all_matches(text, R"(\\begin\{tikzpicture\}\[(\w+)\])"), std::vector(9, command.front()));
    // All other definitions are within that command.
    EXPECT_EQ(count(text, "\n\\def") + count(text, "\n\\newcommand"), 0U);
    EXPECT_EQ(count(text, "\\definecolor"), count(text, "\n  \\definecolor"));
    EXPECT_EQ(all_matches(text, R"(\n\\tikzset\{(\w+)/)"), command);
  }
}

TEST(TexPaints, HaveNamesOfTheirOwnThatSayWhatIsDrawn) {
  FigureOptions options;
  options.view = "volume";
  const Film film = film_of(options);
  const std::vector<std::string> names = names_of_paints(film);
  ASSERT_EQ(names.size(), film.paints.size());
  EXPECT_EQ(names.front(), "paper");
  EXPECT_EQ(std::set<std::string>(names.begin(), names.end()).size(), names.size());
  for (const std::string& name : names) EXPECT_TRUE(std::regex_match(name, std::regex("[a-zA-Z]+"))) << name;
  const std::vector<std::string> plain = names_of_paints(film_of());
  EXPECT_NE(std::find(plain.begin(), plain.end(), "inputCell"), plain.end());
}

TEST(TexLetters, CountWithoutDigits) {
  EXPECT_EQ(tex_letters(0), "A");
  EXPECT_EQ(tex_letters(25), "Z");
  EXPECT_EQ(tex_letters(26), "AA");
  EXPECT_EQ(tex_letters(27), "AB");
  EXPECT_EQ(tex_letters(26 + 26 * 26), "AAA");
}

TEST(TexText, EscapesWhatTexMinds) {
  EXPECT_EQ(tex_of_line("100% #1 & $2"), R"(100\% \#1 \& \$2)");
  EXPECT_EQ(tex_of_line("a_b {c}"), R"(a\_b \{c\})");
  EXPECT_EQ(tex_of_line("\\input ~^"), R"({\textbackslash}input {\textasciitilde}{\textasciicircum})");
}

TEST(TexText, MakesNoLigaturesAndLosesNoSpaces) {
  EXPECT_EQ(tex_of_line("fi -- a  b"), "f{}i -{}- a ~b");
  EXPECT_EQ(tex_of_line(" a "), "~a~");
}

TEST(TexText, SetsSignsOfFormulas) {
  EXPECT_EQ(tex_of_line("3 × 5 − 1"), R"(3 $\times$ 5 $-$ 1)");
  EXPECT_EQ(tex_of_line("⌊n⌋ = Größe", TextStyle::formula), R"($\lfloor$n$\rfloor$~= Größe)");
}

TEST(TexText, LeavesToOutlinesWhatHasNoLetters) {
  EXPECT_EQ(tex_of_line("ω"), "<outlines>");
}

TEST(TexNumber, HasFewDecimalsAndNoNegativeZero) {
  EXPECT_EQ(tex_number(12.345678), "12.35");
  EXPECT_EQ(tex_number(7), "7");
  EXPECT_EQ(tex_number(0.5), "0.5");
  EXPECT_EQ(tex_number(-0.001), "0");
  EXPECT_EQ(tex_number(100), "100");
  EXPECT_EQ(tex_number(-2.5), "-2.5");
  EXPECT_EQ(tex_number(0.79701, 3), "0.797");
}

}  // namespace
}  // namespace convarith::testing::tikz_test
