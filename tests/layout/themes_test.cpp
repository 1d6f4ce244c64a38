// A figure has the same shapes in every theme: only so can a page switch between light and dark.

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "arithmetic/random_values.hpp"
#include "layout/figure/figure.hpp"
#include "layout/shapes/contrast.hpp"
#include "layout/views/comparisons.hpp"
#include "layout/views/views.hpp"
#include "tests/layout/films.hpp"
#include "tests/layout/network_models.hpp"
#include "tests/pictures/random_layers.hpp"
#include "tests/support/builtin_themes.hpp"
#include "tests/support/effort.hpp"

namespace convarith::testing::themes_test {
namespace {

/// All in one colour: whatever chose shapes by colours would choose others.
Theme one_colour() {
  Theme theme{};
  theme.shade_opacity = 0.5;
  return theme;
}

/// Legends of two layers have what looks alike in them once, so that these need colours.
std::vector<Theme> themes_but_book(const FigureOptions& figure) {
  std::vector<Theme> themes;
  if (!figure.beside) themes.push_back(one_colour());
  for (const std::string& name : builtin_theme_names()) {
    if (name != "book") themes.push_back(builtin_theme(name));
  }
  return themes;
}

bool is_same(const Fill& a, const Fill& b) {
  return a.polygon == b.polygon;
}

bool is_same(const Stroke& a, const Stroke& b) {
  return a.width == b.width && a.dash == b.dash &&
         std::equal(
             a.paths.begin(), a.paths.end(), b.paths.begin(), b.paths.end(),
             [](const Stroke::Path& x, const Stroke::Path& y) { return x.points == y.points && x.closed == y.closed; });
}

bool is_same(const Text& a, const Text& b) {
  return a.origin == b.origin && a.size == b.size && a.face == b.face && a.characters == b.characters;
}

/// Apart from its paint.
bool is_same(const Shape& a, const Shape& b) {
  if (a.role != b.role || a.cell != b.cell || a.sheet != b.sheet || a.form.index() != b.form.index()) return false;
  return std::visit([&b]<class Form>(const Form& form) { return is_same(form, std::get<Form>(b.form)); }, a.form);
}

void expect_same_shapes(const Film& film, const Film& other) {
  EXPECT_EQ(film.width, other.width);
  EXPECT_EQ(film.height, other.height);
  ASSERT_EQ(film.steps, other.steps);
  ASSERT_EQ(film.sheets.size(), other.sheets.size());
  for (const std::size_t step : {std::size_t{0}, film.steps / 2, film.steps - 1}) {
    const DisplayList shapes = film.scene(step);
    const DisplayList others = other.scene(step);
    ASSERT_EQ(shapes.size(), others.size()) << "step " << step;
    for (std::size_t i = 0; i < shapes.size(); ++i) {
      ASSERT_TRUE(is_same(shapes[i], others[i]))
          << "step " << step << ", shape " << i << ", " << to_string(shapes[i].role);
      ASSERT_LT(others[i].paint, other.paints.size());
    }
  }
}

std::shared_ptr<const TracedModel> two_joined_convolutions() {
  ModelBuilder model({{2}, {8, 8}});
  const int first = model.conv("first", ModelBuilder::kInput, 4, 3);
  model.join("sum", Join::Kind::sum, {first, model.conv("second", first, 4, 3)});
  return model.traced();
}

Subject random_subject(unsigned number) {
  FigureLayer layer = RandomLayer(number).make();
  if (number % 2 == 1) layer = with_channels(layer, number);
  LayerOptions options = options_of(layer);
  if (!layer.is_pooling()) options.has_bias = number % 3 != 0;
  if (!layer.is_pooling() && number % 5 == 0) options.pointwise = 1 + static_cast<int>(number % 4);
  const Result<Chain> made = make_chain(options);
  options.pointwise.reset();
  Subject subject(made ? *made : *make_chain(options));
  if (number % 4 != 3) {
    EXPECT_TRUE(fill_in_random_values(subject.chain, {static_cast<int>(number), 0}, subject.values));
  }
  if (number % 10 == 3) subject.model = two_joined_convolutions();
  return subject;
}

/// Every figure that there is of a layer, with all that can be written around it.
std::vector<FigureOptions> figures_of(const Subject& subject) {
  std::vector<FigureOptions> figures;
  FigureOptions options;
  options.labels = options.legend = options.step_counter = true;
  options.title = "A title";
  options.caption = "both";
  for (const View& view : views()) {
    if (!view.check(subject, options)) continue;
    figures.push_back(options);
    figures.back().view = std::string(view.name);
  }
  for (const Comparison& comparison : comparisons()) {
    if (!comparison.draw(subject.chain, kBook)) continue;
    figures.push_back(options);
    figures.back().beside = std::string(comparison.name);
  }
  return figures;
}

class FigureInThemes : public ::testing::TestWithParam<unsigned> {};

/// Ten layers for each parameter, so that a failure says where.
TEST_P(FigureInThemes, HasTheSameShapesInAll) {
  for (unsigned number = GetParam(); number < GetParam() + 10; ++number) {
    const Subject subject = random_subject(number);
    for (const FigureOptions& figure : figures_of(subject)) {
      SCOPED_TRACE(std::to_string(number) + ": " + figure.view.value_or(figure.beside.value_or("")));
      const Result<Film> film = lay_out_figure(subject, figure, kBook, Typesetter());
      ASSERT_TRUE(film) << to_line(film.problems().front());
      for (const Theme& theme : themes_but_book(figure)) {
        expect_same_shapes(*film, *lay_out_figure(subject, figure, theme, Typesetter()));
        if (HasFailure()) return;
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Random, FigureInThemes, ::testing::Range(0U, most_of(17U * 6U), 10U));

TEST(FigureInThemes, CoversEveryView) {
  std::set<std::string> seen;
  for (unsigned number = 0; number < 17 * 6; ++number) {
    for (const FigureOptions& figure : figures_of(random_subject(number))) {
      seen.insert(figure.view.value_or(figure.beside.value_or("")));
    }
  }
  for (const View& view : views()) {
    EXPECT_TRUE(view.shows_model || seen.contains(std::string(view.name))) << view.name;
  }
  for (const Comparison& comparison : comparisons()) {
    EXPECT_TRUE(seen.contains(std::string(comparison.name))) << comparison.name;
  }
}

TEST(Contrast, IsThatOfTheGuidelines) {
  EXPECT_NEAR(contrast({0, 0, 0}, {255, 255, 255}), 21, 1e-9);
  // The lightest greys that pass on white, for text and for what is drawn.
  EXPECT_NEAR(contrast({255, 255, 255}, {0x76, 0x76, 0x76}), 4.54, 0.005);
  EXPECT_NEAR(contrast({0x94, 0x94, 0x94}, {255, 255, 255}), 3.03, 0.005);
  EXPECT_EQ(contrast({12, 34, 56}, {12, 34, 56}), 1);
}

TEST(UsualTheme, IsTheViewsOrThatOfComparisons) {
  const Subject subject(*make_operation(options_of(square(Kind::direct, {.n = 5, .k = 3}))));
  FigureOptions figure;
  EXPECT_EQ(usual_theme(subject, figure), "solarized");
  figure.view = "volume";
  EXPECT_EQ(usual_theme(subject, figure), "book");
  figure = {};
  figure.beside = "transpose";
  EXPECT_EQ(usual_theme(subject, figure), "solarized");
}

}  // namespace
}  // namespace convarith::testing::themes_test
