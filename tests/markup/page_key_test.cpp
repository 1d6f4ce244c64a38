// The line of a page that says what the colours and lines of its figure mean.

#include "markup/page_key.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <regex>
#include <string>
#include <vector>

#include "markup/page_colours.hpp"
#include "tests/layout/number_figures.hpp"

namespace convarith::testing::page_key_test {
namespace {

/// The texts of a line's entries, without their samples.
std::vector<std::string> told_by(const PageKey& key) {
  const std::string plain = std::regex_replace(key.markup, std::regex("<(svg|small|span)[^]*?</\\1>"), "");
  const std::regex entry("<li>\\s*([^<]*?)\\s*</li>");
  std::vector<std::string> texts;
  for (std::sregex_iterator match(plain.begin(), plain.end(), entry), end; match != end; ++match) {
    texts.push_back((*match)[1]);
  }
  return texts;
}

std::vector<std::string> told_of(const LayerOptions& options, const FigureOptions& figure = {}) {
  return told_by(page_key(film_of(subject_of(options), figure), nullptr, "k"));
}

FigureOptions beside(const std::string& comparison) {
  FigureOptions options;
  options.beside = comparison;
  return options;
}

using Texts = std::vector<std::string>;

TEST(PageKey, SaysWhatALegendWouldSay) {
  const FigureOptions projection = view("projection");
  EXPECT_EQ(told_of(layer(4, 3), projection), (Texts{"input", "kernel 3 × 3", "output", "current output"}));
  const LayerOptions padded = with(layer(4, 3), [](LayerOptions& options) { options.p = PerAxis::all(1); });
  EXPECT_EQ(told_of(padded, projection),
            (Texts{"input", "padding (zeros)", "kernel 3 × 3", "output", "current output"}));
}

TEST(PageKey, IsNotThereWhereTheFigureHasALegend) {
  FigureOptions options;
  options.legend = true;
  EXPECT_EQ(page_key(film_of(subject_of(layer(4, 3)), options), nullptr, "k").markup, "");
}

TEST(PageKey, OfLayersSideBySideHasNoEntryTwice) {
  const LayerOptions strided = with(layer(5, 3), [](LayerOptions& options) { options.s = PerAxis::all(2); });
  for (const char* const comparison : {"transpose", "correlation"}) {
    Texts texts = told_of(strided, beside(comparison));
    EXPECT_GT(texts.size(), 3U) << comparison;
    std::sort(texts.begin(), texts.end());
    EXPECT_EQ(std::adjacent_find(texts.begin(), texts.end()), texts.end()) << comparison;
  }
}

TEST(PageKey, HasSamplesInTheColoursOfBothFilms) {
  const Film film = film_of(subject_of(layer(4, 3)), view("projection"));
  Film dark = film;
  for (Paint& paint : dark.paints) paint.colour.red ^= 0xff;
  const PageKey key = page_key(film, &dark, "k");
  const std::string input = css_colour(film.paints[*film.keys.front().fill].colour);
  EXPECT_NE(key.markup.find("fill=\"" + input + "\" class=\"kf"), std::string::npos) << key.markup;
  EXPECT_NE(key.dark_style.find(css_colour(dark.paints[*film.keys.front().fill].colour)), std::string::npos);
}

TEST(PageKey, HasABarForNumbersAsColours) {
  FigureOptions options = view("equation");
  options.cells = "heat";
  const PageKey key = page_key(film_of(subject_of(layer(4, 3)), options), nullptr, "k");
  EXPECT_NE(key.markup.find("<small>1</small> <span class=\"bar kb0\"></span> <small>5</small>"), std::string::npos)
      << key.markup;
  EXPECT_NE(key.style.find(".kb0{background:linear-gradient(90deg,#"), std::string::npos) << key.style;
}

TEST(PageKey, KnowsTheColoursOfInputsAndOutputs) {
  for (const char* const name : {"projection", "numeric", "equation", "volume"}) {
    const Film film = film_of(subject_of(layer(4, 3)), view(name));
    ASSERT_NE(colour_of_inputs(film), nullptr) << name;
    ASSERT_NE(colour_of_outputs(film), nullptr) << name;
    EXPECT_NE(*colour_of_inputs(film), *colour_of_outputs(film)) << name;
    const std::string rules = page_colours(film, nullptr, "", "");
    EXPECT_NE(rules.find(";--input:" + css_colour(*colour_of_inputs(film))), std::string::npos) << rules;
    EXPECT_NE(rules.find(";--output:" + css_colour(*colour_of_outputs(film))), std::string::npos) << rules;
  }
}

}  // namespace
}  // namespace convarith::testing::page_key_test
