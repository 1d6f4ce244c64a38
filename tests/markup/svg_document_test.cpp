#include "markup/svg_document.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <regex>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "markup/shape_markup.hpp"

namespace convarith::testing::svg_document_test {
namespace {

constexpr Colour kPaperColour{255, 255, 255};
constexpr Colour kBlue{0x26, 0x8b, 0xd2};
constexpr Colour kInk{0, 0x2b, 0x36};

Paint plain(Colour colour) {
  return {colour, 1, {}, 0, 1, false, {}};
}

Paint glaze(Colour colour) {
  return {colour, 0.4, {}, 0, 1, false, {}};
}

Shape square_at(double x, double y, PaintId paint, int row = 0, int col = 0) {
  return {Role::input_cell, Cell{row, col}, paint, Fill{{{x, y}, {x + 10, y}, {x + 10, y + 10}, {x, y + 10}}}};
}

Shape line_at(double y, PaintId paint, double dash = 0) {
  return {Role::input_grid, std::nullopt, paint, Stroke{{{{{0, y}, {40, y}}}}, 0.8, dash}};
}

/// A square that stays, a glaze that moves, and a line above both.
Film small_film(Colour cell = kBlue, Colour ink = kInk, Colour paper = kPaperColour) {
  Film film{40, 20, 3, {plain(paper), plain(cell), glaze(ink), plain(ink)}, {}};
  film.sheets.push_back({true, [](std::size_t) { return DisplayList{square_at(0, 0, 1)}; }});
  film.sheets.push_back(
      {false, [](std::size_t step) { return DisplayList{square_at(10 * static_cast<double>(step), 10, 2)}; }});
  film.sheets.push_back({true, [](std::size_t) { return DisplayList{line_at(5, 3, 3)}; }});
  return film;
}

std::string animation_of(const Film& film, const Film* dark = nullptr) {
  return svg_animation(film, dark, make_timeline(film, dark, 0, film.steps), {film.steps, 1, 0, 0}, {"name", "what"});
}

std::size_t count_of(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

TEST(SvgDocument, IsAsLargeAsThePageAndCountsFromItsTop) {
  const std::string svg = svg_still(small_film(), nullptr, 0, {"name", "what"});
  EXPECT_NE(svg.find("width=\"53.33\" height=\"26.67\" viewBox=\"0 0 40 20\""), std::string::npos) << svg;
  EXPECT_NE(svg.find("<path fill=\"#268bd2\" d=\"m0 20h10v-10h-10z\"/>"), std::string::npos) << svg;
}

TEST(SvgDocument, TellsWhatItShows) {
  const std::string svg = svg_still(small_film(), nullptr, 0, {"a <b> & \"c\"", "1 < 2"});
  const std::regex words(
      "role=\"img\" aria-labelledby=\"(\\w+) (\\w+)\"[^>]*>\\s*"
      "<title id=\"\\1\">a &lt;b&gt; &amp; &quot;c&quot;</title>\\s*<desc id=\"\\2\">1 &lt; 2</desc>");
  EXPECT_TRUE(std::regex_search(svg, words)) << svg;
}

TEST(SvgDocument, OfAStepHasNoStyle) {
  EXPECT_EQ(svg_still(small_film(), nullptr, 1, {}).find("<style"), std::string::npos);
}

TEST(SvgDocument, HasItsFirstStepVisibleWithoutStyle) {
  const std::string svg = animation_of(small_film());
  const std::size_t hidden = svg.find("<g visibility=\"hidden\">");
  const std::size_t shown = svg.find("</g>\n</g>");
  ASSERT_NE(hidden, std::string::npos) << svg;
  EXPECT_LT(svg.find("s0\">"), hidden);
  for (const char* const later : {"s1\">", "s2\">"}) {
    EXPECT_GT(svg.find(later), hidden);
    EXPECT_LT(svg.find(later), shown);
  }
  EXPECT_GT(svg.find("stroke-dasharray"), shown) << "what is above moving shapes is above them";
}

TEST(SvgDocument, HasPaperOnlyWhereTheFilmHas) {
  Film film = small_film();
  const std::string paper = "<path fill=\"#fff\" d=\"m0 20h40v-20h-40z\"/>";
  EXPECT_EQ(count_of(animation_of(film), paper), 1U) << animation_of(film);
  film.has_paper = false;
  EXPECT_EQ(count_of(animation_of(film), paper), 0U);
}

TEST(SvgDocument, TintsWithOpacity) {
  EXPECT_EQ(count_of(animation_of(small_film()), "fill=\"#002b36\" fill-opacity=\".4\""), 3U);
}

TEST(SvgDocument, ChangesItsColoursInTheDark) {
  const Film light = small_film();
  const Film dark = small_film({10, 20, 30}, {200, 210, 220}, {0, 0, 0});
  const std::string svg = animation_of(light, &dark);
  const std::size_t rules = svg.find("@media (prefers-color-scheme:dark){");
  ASSERT_NE(rules, std::string::npos) << svg;
  const std::string style = svg.substr(rules, svg.find('\n', rules) - rules);
  // Of each class the light colour is an attribute, and the dark one is in the style.
  const std::vector<std::pair<std::string, std::string>> pairs{
      {"fill=\"#fff\"", "fill:#000"},
      {"fill=\"#268bd2\"", "fill:#0a141e"},
      {"fill=\"#002b36\" fill-opacity=\".4\"", "fill:#c8d2dc"},
      {"stroke=\"#002b36\" stroke-dasharray=\"3\"", "stroke:#c8d2dc"}};
  for (const auto& [attribute, property] : pairs) {
    std::smatch found;
    ASSERT_TRUE(std::regex_search(svg, found, std::regex(attribute + " class=\"(\\w+)\""))) << attribute << svg;
    EXPECT_NE(style.find("." + found[1].str() + "{" + property + "}"), std::string::npos) << style;
  }
}

TEST(SvgDocument, HasNoClassesWhereTheDarkIsAsTheLight) {
  const Film film = small_film();
  EXPECT_EQ(animation_of(film, &film), animation_of(film));
}

TEST(ShapeMarkup, JoinsNeighboursOfOneRole) {
  const Film film = small_film();
  const std::vector<TimedShape> cells{{square_at(0, 0, 1, 0, 0), 1, {}, true},
                                      {square_at(10, 0, 1, 0, 1), 1, {}, true}};
  const std::vector<const TimedShape*> list{&cells[0], &cells[1]};
  EXPECT_EQ(ShapeMarkup(film, nullptr).write(list), "<path fill=\"#268bd2\" d=\"m0 10v10h20v-10z\"/>");
}

TEST(ShapeMarkup, KeepsShapesApartThatHaveAttributes) {
  const Film film = small_film();
  const std::vector<TimedShape> cells{{square_at(0, 0, 1, 0, 0), 1, {}, true},
                                      {square_at(10, 0, 1, 0, 1), 1, {}, true}};
  const std::vector<const TimedShape*> list{&cells[0], &cells[1]};
  const auto column = [](const Shape& shape) { return " data-col=\"" + std::to_string(shape.cell->col) + "\""; };
  EXPECT_EQ(ShapeMarkup(film, nullptr).write(list, column),
            "<path fill=\"#268bd2\" data-col=\"0\" d=\"m0 20h10v-10h-10z\"/>"
            "<path fill=\"#268bd2\" data-col=\"1\" d=\"m10 20h10v-10h-10z\"/>");
}

TEST(ShapeMarkup, DefinesEachGlyphOnce) {
  const Film film = small_film();
  const auto face = std::shared_ptr<const Typeface>(std::shared_ptr<void>(), &roman());
  const auto word = [&face](const std::string& letters, double size) {
    Text text{face, size, {5, 5}, {}, letters, {}, false};
    for (const char letter : letters) {
      text.glyphs.push_back({roman().glyph_of(static_cast<char32_t>(letter))->id, {0, 0}});
    }
    return TimedShape{{Role::label, std::nullopt, 3, text}, 3, {}, true};
  };
  const std::vector<TimedShape> texts{word("noon", 8), word("on", 12), word("n n", 8)};
  const std::vector<const TimedShape*> list{&texts[0], &texts[1], &texts[2]};
  ShapeMarkup markup(film, nullptr, "x");
  const std::string elements = markup.write(list);
  EXPECT_EQ(count_of(elements, "<use"), 8U) << elements;
  EXPECT_EQ(count_of(markup.definitions(), "<path"), 2U) << markup.definitions();
  EXPECT_EQ(count_of(markup.definitions(), "id=\"x"), 2U);
  EXPECT_EQ(count_of(elements, "href=\"#x"), 8U);
}

}  // namespace
}  // namespace convarith::testing::svg_document_test
