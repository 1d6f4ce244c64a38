// Whether numbers and words can be read: WCAG's contrast of every text against what lies under it.

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "layout/views/views.hpp"
#include "tests/layout/films.hpp"
#include "tests/numbers/preset_figures.hpp"
#include "tests/pictures/random_layers.hpp"
#include "tests/support/effort.hpp"

namespace convarith::testing::contrast_test {
namespace {

using Rgb = std::array<double, 3>;

Rgb rgb_of(const Colour& colour) {
  return {colour.red / 255.0, colour.green / 255.0, colour.blue / 255.0};
}

/// WCAG 2.1, relative luminance.
double luminance(const Rgb& colour) {
  const auto linear = [](double channel) {
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(colour[0]) + 0.7152 * linear(colour[1]) + 0.0722 * linear(colour[2]);
}

double contrast(const Rgb& a, const Rgb& b) {
  const double first = luminance(a) + 0.05;
  const double second = luminance(b) + 0.05;
  return std::max(first, second) / std::min(first, second);
}

/// Whether a point lies in a convex polygon that goes round against the clock.
bool contains(const std::vector<Point>& polygon, Point point) {
  for (std::size_t i = 0; i < polygon.size(); ++i) {
    const Point a = polygon[i];
    const Point b = polygon[(i + 1) % polygon.size()];
    if ((b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x) < 0) return false;
  }
  return true;
}

/// The colour under a point, of the shapes before `last`.
Rgb colour_under(const Film& film, const DisplayList& scene, std::size_t last, Point point) {
  Rgb colour = rgb_of(film.paints[kPaper].colour);
  for (std::size_t i = 0; i < last; ++i) {
    const auto* fill = std::get_if<Fill>(&scene[i].form);
    if (fill == nullptr || !contains(fill->polygon, point)) continue;
    const Paint& paint = film.paints[scene[i].paint];
    const Rgb above = rgb_of(paint.colour);
    for (std::size_t c = 0; c < 3; ++c) colour[c] += (above[c] - colour[c]) * paint.opacity;
  }
  return colour;
}

double least_contrast(const Film& film, std::size_t step) {
  const DisplayList scene = film.scene(step);
  double least = 21;
  for (std::size_t i = 0; i < scene.size(); ++i) {
    const auto* text = std::get_if<Text>(&scene[i].form);
    if (text == nullptr) continue;
    const Point middle{text->origin.x + 0.25 * text->size, text->origin.y + 0.3 * text->size};
    least = std::min(least, contrast(rgb_of(film.paints[scene[i].paint].colour), colour_under(film, scene, i, middle)));
  }
  return least;
}

/// The steps of a film that tell most: all where they are few.
std::vector<std::size_t> some_steps(const Film& film) {
  std::vector<std::size_t> steps{0, film.steps / 3, film.steps / 2, film.steps - 1};
  return {steps.begin(), std::unique(steps.begin(), steps.end())};
}

/// WCAG's for text, in every figure but the reference's numerical ones, which have black digits on shaded blue.
constexpr double kLeastOfText = 4.5;
/// WCAG's for what is drawn.
constexpr double kLeastOfLines = 3;

class Theming : public ::testing::TestWithParam<std::string> {};

TEST_P(Theming, HasReadableTextInAllPresets) {
  for (const BuiltinPreset& preset : builtin_presets()) {
    Request request = load_preset(std::string(preset.name))->request;
    request.theme = GetParam();
    request.labels = request.legend = request.step_counter = true;
    Subject subject = subject_of_preset(std::string(preset.name));
    subject.precision = request.precision;
    const Result<Film> film = lay_out_figure(subject, request, Typesetter());
    ASSERT_TRUE(film) << to_line(film.problems().front());
    for (const std::size_t step : some_steps(*film)) {
      EXPECT_GE(least_contrast(*film, step), kLeastOfText) << preset.name << ", step " << step;
    }
  }
}

TEST_P(Theming, HasLinesThatAreSeenOnPaper) {
  const Theme theme = builtin_theme(GetParam());
  for (const Colour& line : {theme.line, theme.projector, theme.dropped, theme.accent}) {
    EXPECT_GE(contrast(rgb_of(line), rgb_of(theme.paper)), kLeastOfLines);
  }
  for (const Colour& text : {theme.number, theme.faint}) {
    EXPECT_GE(contrast(rgb_of(text), rgb_of(theme.paper)), kLeastOfText);
  }
}

/// The reference's own theme has figures of its own below.
std::vector<std::string> themes_but_the_reference() {
  std::vector<std::string> names = builtin_theme_names();
  names.erase(std::remove(names.begin(), names.end(), "solarized"), names.end());
  return names;
}

INSTANTIATE_TEST_SUITE_P(All, Theming, ::testing::ValuesIn(themes_but_the_reference()),
                         [](const auto& theme) { return theme.param; });

TEST(BookTheme, HasReadableNumbersInAllSteps) {
  int figures = 0;
  for (const BuiltinPreset& preset : builtin_presets()) {
    const Request request = load_preset(std::string(preset.name))->request;
    if (request.family != "book" && request.family != "tutorial") continue;
    ++figures;
    const Film film = film_of_preset(std::string(preset.name));
    for (std::size_t step = 0; step < film.steps; ++step) {
      EXPECT_GE(least_contrast(film, step), kLeastOfText) << preset.name << ", step " << step;
    }
  }
  EXPECT_GE(figures, 11);
}

/// In all steps.
double least_contrast(const Film& film) {
  double least = 21;
  for (std::size_t step = 0; step < film.steps; ++step) least = std::min(least, least_contrast(film, step));
  return least;
}

/// A layer with numbers.
Subject random_subject(unsigned number) {
  const Operation operation = *make_operation(options_of(random_layer(number)));
  Subject subject(operation);
  EXPECT_TRUE(fill_in_random_values(operation, {static_cast<int>(number), 0}, subject.values));
  return subject;
}

TEST(ReferenceColours, HaveReadableNumbersInAllStepsOfAllViews) {
  int figures = 0;
  for (unsigned number = 0; number < some_of(4) * kSorts; ++number) {
    const Subject subject = random_subject(number);
    for (const char* const name : {"numeric", "equation", "breakdown", "stride", "padding"}) {
      if (!find_view(name)->check(subject, {})) continue;
      FigureOptions options;
      options.view = name;
      options.theme = "solarized";
      const Result<Film> film = lay_out_figure(subject, options, Typesetter());
      ASSERT_TRUE(film) << to_line(film.problems().front());
      EXPECT_GE(least_contrast(*film), kLeastOfText) << "layer " << number << ", " << name;
      ++figures;
    }
  }
  EXPECT_GE(figures, 40);
}

TEST(ReferenceColours, HaveReadableTextInAllPresetsButThePublishedNumbers) {
  int published = 0;
  for (const BuiltinPreset& preset : builtin_presets()) {
    Request request = load_preset(std::string(preset.name))->request;
    if (request.as_published.value_or(false)) {
      ++published;
      continue;
    }
    request.theme = "solarized";
    const Result<Film> film = lay_out_figure(subject_of_preset(std::string(preset.name)), request, Typesetter());
    ASSERT_TRUE(film) << to_line(film.problems().front());
    for (const std::size_t step : some_steps(*film)) {
      EXPECT_GE(least_contrast(*film, step), kLeastOfText) << preset.name << ", step " << step;
    }
  }
  EXPECT_EQ(published, 4);
}

/// In many steps numbers keep their ink, and the shade is lighter.
TEST(NumericView, HasReadableNumbersInLargeFigures) {
  LayerOptions layer;
  layer.n = PerAxis::all(24);
  layer.k = PerAxis::all(3);
  layer.p = PerAxis::all(1);
  const Operation operation = *make_operation(layer);
  Subject subject(operation);
  ASSERT_TRUE(fill_in_random_values(operation, {7, 0}, subject.values));
  const Film film = find_view("numeric")->draw(subject, {}, builtin_theme("solarized")).film;
  for (const std::size_t step : some_steps(film)) EXPECT_GE(least_contrast(film, step), kLeastOfText);
  EXPECT_EQ(std::count_if(film.sheets.begin(), film.sheets.end(), [](const Sheet& sheet) { return sheet.still; }), 2);
}

/// Whatever a theme's own colour of numbers is.
TEST(NumericView, HasReadableNumbersInAnyTheme) {
  Theme theme = builtin_theme("solarized");
  for (const Colour number : {Colour{128, 128, 128}, Colour{38, 139, 210}, Colour{255, 255, 255}}) {
    theme.number = number;
    const Film film = find_view("numeric")->draw(random_subject(kSorts), {}, theme).film;
    EXPECT_GE(least_contrast(film), kLeastOfText);
  }
}

TEST(NumericalPresets, KeepTheBlackDigitsOfTheReference) {
  for (const char* const name : {"numerical_no_padding_no_strides", "numerical_max_pooling"}) {
    const Film film = film_of_preset(name);
    for (const Shape& shape : film.scene(0)) {
      if (std::holds_alternative<Text>(shape.form)) {
        EXPECT_EQ(film.paints[shape.paint].colour, (Colour{0, 0, 0}));
      }
    }
  }
}

}  // namespace
}  // namespace convarith::testing::contrast_test
