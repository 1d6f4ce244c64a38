// What figures say of themselves, as other software reads it.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "tests/pictures/gifsicle.hpp"
#include "tests/pictures/random_layers.hpp"
#include "tests/pictures/running.hpp"
#include "tests/support/effort.hpp"
#include "tests/support/temporary_folder.hpp"

namespace convarith::testing::explained_test {
namespace {

using Flags = std::vector<std::string>;

Flags operator+(Flags a, const Flags& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

/// Without blanks, which a reader of PDFs finds where gaps are wide, and with the signs of sizes alike.
std::string plain(std::string text) {
  for (const char* const blank : {" ", "\n", "\f"}) text = replaced(text, blank, "");
  return replaced(text, "×", "x");
}

/// What `convarith shape` says of a layer, by subject; of the formula the worked lines.
std::map<std::string, Flags> shape_of(const Flags& layer) {
  const ProcessResult result = run_convarith(Flags{"shape"} + layer);
  EXPECT_EQ(result.exit_code, 0) << result.err;
  std::map<std::string, Flags> facts;
  std::string subject;
  constexpr std::size_t indent = 18;
  for (const std::string& line : lines_of(result.out)) {
    if (line.size() <= indent) continue;
    if (line.front() != ' ') subject = line.substr(0, line.find_last_not_of(' ', indent - 1) + 1);
    const bool is_general = subject == "formula" && line.front() != ' ';
    if (!is_general) facts[subject].push_back(line.substr(indent));
  }
  return facts;
}

/// The text of a figure's first step as poppler reads it from the PDF.
std::string text_of(const Flags& layer, const Flags& more) {
  const TemporaryFolder folder;
  render_into(folder.path(), layer + Flags{"--name", "figure", "--format", "pdf", "--steps", "0"} + more);
  return output_of({"pdftotext", (folder / "pdf/figure_00.pdf").string(), "-"});
}

class ExplainedFigure : public ::testing::TestWithParam<unsigned> {};

TEST_P(ExplainedFigure, SaysWhatShapeSays) {
  for (unsigned number = GetParam(); number < GetParam() + 10; ++number) {
    const FigureLayer layer = RandomLayer(number).make();
    const Flags flags = flags_of(layer);
    const std::string text = plain(text_of(flags, {"--labels", "--caption", "both"}));
    SCOPED_TRACE(text);
    const std::map<std::string, Flags> facts = shape_of(flags);
    for (const char* const map : {"input", "output"}) {
      EXPECT_NE(text.find(plain(map + facts.at(map).front())), std::string::npos) << map << facts.at(map).front();
    }
    ASSERT_FALSE(facts.at("formula").empty());
    for (const std::string& line : facts.at("formula")) EXPECT_NE(text.find(plain(line)), std::string::npos) << line;
    const std::string padding = facts.at("padding").front();
    if (!layer.is_pooling() && padding.ends_with(" on every side")) {
      EXPECT_NE(text.find("padding" + padding.substr(0, padding.find(' '))), std::string::npos) << padding;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Sixty, ExplainedFigure, ::testing::Range(0U, 60U, 10U));

TEST(ExplainedPdf, HasItsFontsInItAndItsTextInOrder) {
  const TemporaryFolder folder;
  render_into(folder.path(), {"-n",
                              "5",
                              "-k",
                              "3",
                              "-s",
                              "2",
                              "-p",
                              "1",
                              "--labels",
                              "--legend",
                              "--caption",
                              "both",
                              "--title",
                              "Łódź: naïve ‘≤’ Σ → ∞",
                              "--step-counter",
                              "--name",
                              "figure",
                              "--format",
                              "pdf",
                              "--steps",
                              "4"});
  const std::string pdf = (folder / "pdf/figure_04.pdf").string();
  const std::vector<std::string> fonts = lines_of(output_of({"pdffonts", pdf}));
  ASSERT_GE(fonts.size(), 4U);
  for (std::size_t i = 2; i < fonts.size(); ++i) {
    EXPECT_NE(fonts[i].find("yes yes yes"), std::string::npos) << "embedded, subset, with Unicode: " << fonts[i];
    EXPECT_EQ(fonts[i].find("Type 3"), std::string::npos) << fonts[i];
  }
  const std::string text = output_of({"pdftotext", "-layout", pdf, "-"});
  for (const char* const line : {"Łódź: naïve ‘≤’ Σ → ∞", "5/9", "convolution: n = 5, k = 3, s = 2, p = 1",
                                 "m = ⌊(5 + 2·1 − (3−1) − 1)/2 + 1⌋ = 3", "current output"}) {
    EXPECT_NE(text.find(line), std::string::npos) << line << " in\n" << text;
  }
  EXPECT_NE(output_of({"qpdf", "--check", pdf}).find("No syntax or stream encoding errors"), std::string::npos);
}

TEST(ExplainedPng, LooksLikeItsPdf) {
  const TemporaryFolder folder;
  render_into(folder.path(), {"-n",     "5",        "-k",       "3",         "-s",      "2",       "-p",
                              "1",      "--labels", "--legend", "--caption", "both",    "--title", "Strides",
                              "--name", "figure",   "--format", "pdf,png",   "--steps", "4"});
  const std::string pdf = (folder / "pdf/figure_04.pdf").string();
  const std::string raster = (folder / "raster").string();
  output_of({"pdftoppm", "-r", "150", "-png", "-singlefile", pdf, raster});
  const ProcessResult compared =
      run_process({"compare", "-metric", "MAE", raster + ".png", (folder / "png/figure_04.png").string(), "null:"});
  double difference = 0;
  ASSERT_EQ(std::sscanf(compared.err.c_str(), "%lf", &difference), 1) << compared.err;
  EXPECT_LT(difference / 257, 4) << "mean difference of a channel, in levels of 255; poppler hints letters";
}

TEST(ExplainedGif, OfEachPresetIsAsSmallAsGifsicleMakesIt) {
  const TemporaryFolder folder;
  render_into(folder.path(), {"--family", "explained", "--format", "gif"});
  int presets = 0;
  for (const auto& gif : std::filesystem::directory_iterator(folder / "gif")) {
    EXPECT_LT(found_by_gifsicle(gif.path()).share, 0.01) << gif.path();
    ++presets;
  }
  EXPECT_GE(presets, 24);
}

TEST(ExplainedGif, OfRandomLayersWithEverythingOnIsAsSmallAsGifsicleMakesIt) {
  const TemporaryFolder folder;
  FoundInAll all;
  for (unsigned number = 0; number < few_of(12) * kSorts; ++number) {
    const FigureLayer layer = RandomLayer(number).make();
    Flags flags = flags_of(layer) + Flags{"--labels",       "--legend", "--caption", "both",     "--title", "A layer",
                                          "--step-counter", "--name",   "figure",    "--format", "gif"};
    if (layer.kind == Kind::transposed && number % 2 == 0) flags = flags + Flags{"--view", "stamp"};
    render_into(folder.path(), flags);
    const Found found = all.add(folder / "gif/figure.gif");
    EXPECT_LT(found.share, 0.03) << ::testing::PrintToString(flags);
  }
  EXPECT_LT(all.share(), 0.01);
}

}  // namespace
}  // namespace convarith::testing::explained_test
