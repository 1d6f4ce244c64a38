// One-dimensional layers: the sums written out, what is said of inputs, labels, panels and frames.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "layout/views/views.hpp"
#include "tests/layout/sequence_films.hpp"
#include "tests/support/builtin_themes.hpp"
#include "tests/support/scene_text.hpp"

namespace convarith::testing::sequence_test {
namespace {

using Strings = std::vector<std::string>;

LayerOptions tutorial(int kernel, int stride, int padding) {
  LayerOptions options = one_dimension(3, kernel);
  options.s = PerAxis::all(stride);
  options.p = Padding(PerAxis::all(padding));
  options.has_bias = true;
  return options;
}

const std::vector<double> kTutorial{2, 3, 4};

TEST(Sum, OfTheTutorialsFiguresInSymbols) {
  const KnownNumbers known{kTutorial, {}, {}};
  EXPECT_EQ(sums_of(draw(tutorial(1, 1, 0), known)), (Strings{"2·w0 + b", "3·w0 + b", "4·w0 + b"}));
  EXPECT_EQ(sums_of(draw(tutorial(2, 1, 0), known)), (Strings{"2·w0 + 3·w1 + b", "3·w0 + 4·w1 + b"}));
  EXPECT_EQ(sums_of(draw(tutorial(2, 2, 0), known)), (Strings{"2·w0 + 3·w1 + b"}));
  EXPECT_EQ(sums_of(draw(tutorial(2, 2, 1), known)), (Strings{"0·w0 + 2·w1 + b", "3·w0 + 4·w1 + b"}));
}

TEST(Sum, OfTheTutorialsFiguresInNumbers) {
  EXPECT_EQ(sums_of(draw(tutorial(1, 1, 0), {kTutorial, {2}, {1}})),
            (Strings{"2·w0 + b = 5", "3·w0 + b = 7", "4·w0 + b = 9"}));
  const KnownNumbers known{kTutorial, {0.5, -1}, {1.5}};
  EXPECT_EQ(sums_of(draw(tutorial(2, 1, 0), known)), (Strings{"2·w0 + 3·w1 + b = −0.5", "3·w0 + 4·w1 + b = −1.0"}));
  EXPECT_EQ(sums_of(draw(tutorial(2, 2, 0), known)), (Strings{"2·w0 + 3·w1 + b = −0.5"}));
  EXPECT_EQ(sums_of(draw(tutorial(2, 2, 1), known)), (Strings{"0·w0 + 2·w1 + b = −0.5", "3·w0 + 4·w1 + b = −1.0"}));
}

TEST(Sum, HasNoBiasWhereTheLayerHasNone) {
  EXPECT_EQ(sum_of(draw(one_dimension(3, 2), {kTutorial, {1, 2}, {}}), 0), "2·w0 + 3·w1 = 8");
}

TEST(Sum, StaysWithoutAValueWhereTheBiasIsUnknown) {
  EXPECT_EQ(sum_of(draw(tutorial(2, 1, 0), {kTutorial, {1, 2}, {}}), 0), "2·w0 + 3·w1 + b");
}

TEST(Sum, OfUnknownInputsIsInSymbols) {
  EXPECT_EQ(sum_of(draw(tutorial(2, 1, 1)), 0), "0·w0 + x0·w1 + b");
  LayerOptions options = one_dimension(3, 2);
  options.channels = 2;
  options.filters = 1;
  EXPECT_EQ(sum_of(draw(options), 1), "x0,1·w0 + x0,2·w1 + x1,1·w2 + x1,2·w3");
}

TEST(Sum, OfSeveralChannelsGoesThroughThemOneByOne) {
  LayerOptions options = one_dimension(4, 2);
  options.channels = 2;
  options.filters = 1;
  const KnownNumbers known{{1.03, 0.81, -0.83, -0.87, 0.97, -0.92, -0.95, 0.93}, {-0.07, 0.04, 0.33, -0.38}, {}};
  EXPECT_EQ(sums_of(draw(options, known)),
            (Strings{"1.03·w0 + 0.81·w1 + 0.97·w2 − 0.92·w3 = 0.63", "0.81·w0 − 0.83·w1 − 0.92·w2 − 0.95·w3 = −0.03",
                     "−0.83·w0 − 0.87·w1 − 0.95·w2 + 0.93·w3 = −0.64"}));
  options.d = PerAxis::all(2);
  EXPECT_EQ(sums_of(draw(options, known)),
            (Strings{"1.03·w0 − 0.83·w1 + 0.97·w2 − 0.95·w3 = 0.58", "0.81·w0 − 0.87·w1 − 0.92·w2 + 0.93·w3 = −0.75"}));
}

TEST(Sum, OfATransposedLayerNamesItsWeightsAsStored) {
  LayerOptions options = one_dimension(2, 2);
  options.transposed = true;
  EXPECT_EQ(sums_of(draw(options, {{3, 4}, {1, 10}, {}})),
            (Strings{"0·w1 + 3·w0 = 3", "3·w1 + 4·w0 = 34", "4·w1 + 0·w0 = 40"}));
}

TEST(Sum, OfPoolingSaysWhatIsDone) {
  LayerOptions options = one_dimension(4, 2);
  options.op = Operator::max_pooling;
  const KnownNumbers known{{2, 3, -1, -4}, {}, {}};
  EXPECT_EQ(sums_of(draw(options, known)), (Strings{"max(2, 3) = 3", "max(−1, −4) = −1"}));
  EXPECT_EQ(sum_of(draw(options), 1), "max(x2, x3)");
  options.p = Padding(PerAxis::all(1));
  EXPECT_EQ(sum_of(draw(options, known), 0), "max(−∞, 2) = 2");
  options.op = Operator::average_pooling;
  EXPECT_EQ(sums_of(draw(options, known)), (Strings{"(0 + 2) / 2 = 1", "(3 − 1) / 2 = 1", "(−4 + 0) / 2 = −2"}));
  options.count_include_pad = false;
  EXPECT_EQ(sum_of(draw(options, known), 0), "2 / 1 = 2");
  options.divisor_override = -2;
  EXPECT_EQ(sum_of(draw(options, known), 1), "(3 − 1) / (−2) = −1");
}

TEST(Sum, OfPoolingLeavesOutWhatLiesBeyondTheInput) {
  LayerOptions options = one_dimension(4, 3);
  options.s = PerAxis::all(2);
  options.ceil_mode = true;
  const KnownNumbers known{{2, 3, 1, 4}, {}, {}};
  options.op = Operator::max_pooling;
  EXPECT_EQ(sum_of(draw(options, known), 1), "max(1, 4) = 4");
  options.op = Operator::average_pooling;
  EXPECT_EQ(sum_of(draw(options, known), 1), "(1 + 4) / 2 = 2.5");
}

TEST(Sum, OfAdaptivePoolingIsAsLongAsTheWindow) {
  LayerOptions options = one_dimension(5, 1);
  options.k = std::nullopt;
  options.op = Operator::max_pooling;
  options.adaptive = PerAxis::all(2);
  EXPECT_EQ(sums_of(draw(options, {{2, 3, 1, 4, 5}, {}, {}})), (Strings{"max(2, 3, 1) = 3", "max(1, 4, 5) = 5"}));
}

/// A convolution with numbers of its own, and what it computes by the definitions.
struct Example {
  LayerOptions options;
  KnownNumbers numbers;
  int channels = 1;
  int n = 1;
  int k = 1;
  int s = 1;
  int d = 1;
  Sides p;
  PaddingMode mode = PaddingMode::zeros;

  double input(int channel, int place) const {
    const int period = mode == PaddingMode::reflect ? std::max(1, 2 * (n - 1)) : n;
    int index = place;
    if (mode == PaddingMode::replicate) index = std::clamp(place, 0, n - 1);
    if (mode == PaddingMode::circular || mode == PaddingMode::reflect) index = ((place % period) + period) % period;
    if (mode == PaddingMode::reflect && index >= n) index = period - index;
    if (index < 0 || index >= n) return 0;
    return numbers.input[static_cast<std::size_t>(channel * n + index)];
  }
  double weight(int channel, int tap) const { return numbers.weights[static_cast<std::size_t>(channel * k + tap)]; }
  double output(int index) const {
    double sum = numbers.bias.empty() ? 0 : numbers.bias.front();
    for (int channel = 0; channel < channels; ++channel) {
      for (int tap = 0; tap < k; ++tap) {
        sum += weight(channel, tap) *
               (is_transposed() ? stamped(channel, index, tap) : input(channel, index * s - p.before + tap * d));
      }
    }
    return sum;
  }
  bool is_transposed() const { return options.transposed.value_or(false); }
  double stamped(int channel, int index, int tap) const {
    for (int i = 0; i < n; ++i) {
      if (i * s + tap * d - p.before == index) return numbers.input[static_cast<std::size_t>(channel * n + i)];
    }
    return 0;
  }
};

class Examples {
 public:
  explicit Examples(unsigned number) : engine_(number) {}

  Example make() {
    Example example;
    example.channels = between(1, 3);
    example.k = between(1, 4);
    example.d = between(1, 2);
    example.s = between(1, 3);
    example.n = example.d * (example.k - 1) + between(1, 5);
    example.p = {between(0, 2), between(0, 2)};
    LayerOptions& options = example.options;
    options = one_dimension(example.n, example.k);
    options.channels = example.channels;
    options.filters = 1;
    options.d = PerAxis::all(example.d);
    options.s = PerAxis::all(example.s);
    if (between(0, 2) == 0) {
      options.transposed = true;
      options.a = PerAxis::all(between(0, std::max(example.s, example.d) - 1));
      example.p = {0, 0};
    } else if (example.n > 2) {
      example.mode = static_cast<PaddingMode>(between(0, 3));
    }
    options.p = Padding(SidedPadding{{}, example.p, {}, 1});
    if (!options.transposed) options.padding_mode = example.mode;
    example.numbers.input = numbers(example.channels * example.n);
    example.numbers.weights = numbers(example.channels * example.k);
    if (between(0, 1) == 1) example.numbers.bias = numbers(1);
    options.has_bias = !example.numbers.bias.empty();
    return example;
  }

 private:
  int between(int least, int most) { return std::uniform_int_distribution(least, most)(engine_); }
  std::vector<double> numbers(int count) {
    std::vector<double> all;
    for (int i = 0; i < count; ++i) all.push_back(between(-12, 12));
    return all;
  }

  std::mt19937 engine_;
};

/// Reads sums back.
class Reader {
 public:
  Reader(std::string text, const Example& example) : text_(std::move(text)), example_(example) {}

  /// Of all terms up to the end, or the sign before the value.
  double total() {
    double total = 0;
    for (bool is_first = true; at_ < text_.size() && !text_.substr(at_).starts_with(" ="); is_first = false) {
      double sign = 1;
      if (!is_first) {
        sign = takes(" − ") ? -1 : 1;
        EXPECT_TRUE(sign < 0 || takes(" + ")) << text_.substr(at_);
      }
      total += sign * term();
    }
    return total;
  }
  bool has_value() { return takes(" = "); }
  double number() {
    const double sign = takes("−") ? -1 : 1;
    std::size_t length = 0;
    const double number = std::stod(text_.substr(at_), &length);
    at_ += length;
    return sign * number;
  }
  bool is_at_end() const { return at_ == text_.size(); }

 private:
  bool takes(const std::string& sign) {
    if (!text_.substr(at_).starts_with(sign)) return false;
    at_ += sign.size();
    return true;
  }
  double term() {
    if (takes("b")) return example_.numbers.bias.front();
    const double left = takes("x") ? input() : number();
    EXPECT_TRUE(takes("·w")) << text_.substr(at_);
    return left * example_.numbers.weights.at(static_cast<std::size_t>(number()));
  }
  double input() {
    const int first = static_cast<int>(number());
    if (example_.channels == 1) return example_.numbers.input.at(static_cast<std::size_t>(first));
    EXPECT_TRUE(takes(","));
    return example_.numbers.input.at(static_cast<std::size_t>(first * example_.n + static_cast<int>(number())));
  }

  std::string text_;
  const Example& example_;
  std::size_t at_ = 0;
};

TEST(Sum, ComesToTheOutputWhateverIsKnown) {
  int values = 0;
  for (unsigned number = 0; number < 150; ++number) {
    SCOPED_TRACE("layer " + std::to_string(number));
    const Example example = Examples(number).make();
    KnownNumbers known = example.numbers;
    if (number % 4 == 1) known.weights.clear();
    if (number % 4 == 2) known.input.clear();
    if (number % 4 == 3) known = {};
    const bool knows_all = number % 4 == 0;
    const Film film = draw(example.options, known);
    for (std::size_t step = 0; step < film.steps; ++step) {
      const std::string sum = sum_of(film, step);
      SCOPED_TRACE(sum);
      const double expected = example.output(static_cast<int>(step));
      Reader reader(sum, example);
      EXPECT_EQ(reader.total(), expected);
      const bool has_value = reader.has_value();
      EXPECT_EQ(has_value, knows_all);
      if (has_value) {
        EXPECT_EQ(reader.number(), expected);
      }
      EXPECT_TRUE(reader.is_at_end());
      values += has_value ? 1 : 0;
    }
    if (::testing::Test::HasFailure()) return;
  }
  EXPECT_GT(values, 100);
}

TEST(Sum, BreaksOnlyBetweenTerms) {
  LayerOptions options = one_dimension(60, 30);
  const Film film = draw(options);
  const Strings lines = lines_in(film.scene(4), Role::sum_text);
  ASSERT_GT(lines.size(), 2u);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    EXPECT_TRUE(lines[i].starts_with(i == 0 ? "y4 = x" : "+ x")) << lines[i];
    const std::size_t last = lines[i].rfind("·w");
    ASSERT_NE(last, std::string::npos);
    EXPECT_EQ(lines[i].find_first_not_of("0123456789", last + std::string("·w").size()), std::string::npos);
  }
}

/// The lowest and the highest base line of what is written in a role.
std::pair<double, double> bases_of(const DisplayList& scene, Role role) {
  std::pair<double, double> bases{std::numeric_limits<double>::max(), 0};
  for (const Shape& shape : shapes_of(scene, role)) {
    const double y = std::get<Text>(shape.form).origin.y;
    bases = {std::min(bases.first, y), std::max(bases.second, y)};
  }
  return bases;
}

TEST(Sum, HasRoomOnThePageInEveryStep) {
  LayerOptions options = one_dimension(40, 20);
  options.s = PerAxis::all(7);
  KnownNumbers known;
  for (int i = 0; i < 40; ++i) known.input.push_back(i < 25 ? 1 : -123456);
  const Film film = draw(options, known);
  ASSERT_EQ(film.steps, 3u);
  for (std::size_t step = 0; step < film.steps; ++step) {
    const DisplayList scene = film.scene(step);
    EXPECT_EQ(lines_in(scene, Role::sum_text).size(), lines_in(film.scene(0), Role::sum_text).size());
    EXPECT_EQ(bases_of(scene, Role::sum_text).second, bases_of(film.scene(0), Role::sum_text).second);
    EXPECT_GT(bases_of(scene, Role::sum_text).first, bases_of(scene, Role::note).second);
    for (const Shape& shape : scene) {
      const Box box = box_of(shape);
      EXPECT_GT(box.left, 0);
      EXPECT_GT(box.bottom, 0);
      EXPECT_LT(box.right, film.width);
      EXPECT_LT(box.top, film.height);
    }
  }
  EXPECT_GT(lines_in(film.scene(0), Role::sum_text).size(), 2u);
}

/// Where a step's sum has signs: of what it comes to, and between terms; their places, from left to right in each line.
std::vector<std::pair<double, double>> places_of_signs(const Film& film, std::size_t step, std::string_view signs) {
  std::vector<std::pair<double, double>> places;
  for (const Shape& shape : shapes_of(film.scene(step), Role::sum_text)) {
    const Text& text = std::get<Text>(shape.form);
    const std::size_t sign = text.characters.find_first_not_of(' ');
    if (sign == std::string::npos || text.characters.back() != ' ') continue;
    const bool is_sign = signs.find(text.characters.substr(sign, text.characters.size() - sign - 1)) != signs.npos;
    if (is_sign) places.emplace_back(std::round(100 * text.origin.x), std::round(100 * text.origin.y));
  }
  return places;
}

TEST(Sum, HasItsSignsInTheSamePlacesInEveryStep) {
  LayerOptions options = one_dimension(16, 3);
  options.channels = 2;
  options.has_bias = true;
  KnownNumbers known{{}, {1, -2.5, 0.75, 1, 2, -30}, {0.5}};
  for (int i = 0; i < 32; ++i) known.input.push_back(i * i * (i % 2 == 0 ? 1 : -7));
  for (const Film& film : {draw(options, known), draw(options)}) {
    const auto equals = places_of_signs(film, 0, "=");
    const auto between = places_of_signs(film, 0, "+−");
    EXPECT_FALSE(equals.empty());
    EXPECT_EQ(between.size(), 6u);
    for (std::size_t step = 0; step < film.steps; ++step) {
      SCOPED_TRACE(step);
      EXPECT_EQ(places_of_signs(film, step, "="), equals);
      EXPECT_EQ(places_of_signs(film, step, "+−"), between);
    }
  }
}

Box around(const DisplayList& shapes) {
  Box box;
  for (const Shape& shape : shapes) box.add(box_of(shape));
  return box;
}

TEST(Sum, StandsInTheMiddleBelowTheRow) {
  const Film film = draw(tutorial(2, 2, 1), {kTutorial, {}, {}});
  const DisplayList scene = film.scene(1);
  EXPECT_NEAR(around(shapes_of(scene, Role::sum_text)).middle(), film.width / 2, 0.5);
  EXPECT_LT(around(shapes_of(scene, Role::sum_text)).top, around(shapes_of(scene, Role::panel_caption)).bottom);
}

std::string note_of(const LayerOptions& options) {
  const Strings lines = lines_in(draw(options).scene(0), Role::note);
  std::string note;
  for (const std::string& line : lines) note += (note.empty() ? "" : " ") + line;
  return note;
}

LayerOptions strided(int n, int k, int s) {
  LayerOptions options = one_dimension(n, k);
  options.s = PerAxis::all(s);
  return options;
}

TEST(Note, SaysWhichInputsAreNeverReached) {
  EXPECT_EQ(note_of(strided(3, 2, 2)), "input 2 is never reached");
  EXPECT_EQ(note_of(strided(5, 3, 3)), "inputs 3 and 4 are never reached");
  EXPECT_EQ(note_of(strided(7, 3, 5)), "inputs 3 to 6 are never reached");
  EXPECT_EQ(note_of(strided(9, 1, 3)), "inputs 1, 2, 4, 5, 7 and 8 are never reached");
  EXPECT_EQ(note_of(strided(9, 1, 4)), "inputs 1 to 3 and 5 to 7 are never reached");
  EXPECT_EQ(note_of(strided(41, 1, 2)), "inputs 1, 3, 5, 7, 9 and 15 more are never reached");
}

TEST(Note, IsMissingWhereAllInputsAreReached) {
  EXPECT_EQ(note_of(strided(4, 2, 2)), "");
}

TEST(Note, GoesWithGreyInputs) {
  const DisplayList scene = draw(strided(7, 3, 5)).scene(0);
  std::vector<int> grey;
  for (const Shape& shape : shapes_of(scene, Role::unvisited_input_cell)) grey.push_back(shape.cell->col);
  EXPECT_EQ(grey, (std::vector<int>{3, 4, 5, 6}));
}

TEST(Note, TellsOfInputsThatATransposedLayerCutsOff) {
  LayerOptions options = one_dimension(4, 1);
  options.transposed = true;
  options.p = Padding(PerAxis::all(1));
  EXPECT_EQ(note_of(options), "inputs 0 and 3 are never reached");
  EXPECT_EQ(shapes_of(draw(options).scene(0), Role::cropped_cell).size(), 2u);
}

/// What is written above the cells of a panel, from left to right.
Strings labels_above(const DisplayList& scene, Role grid, Role role) {
  const Box panel = around(shapes_of(scene, grid));
  std::map<double, std::string> labels;
  for (const Shape& shape : shapes_of(scene, role)) {
    const Box box = box_of(shape);
    if (box.left > panel.left && box.right < panel.right) labels[box.left] += std::get<Text>(shape.form).characters;
  }
  Strings sorted;
  for (const auto& [x, text] : labels) sorted.push_back(text);
  return sorted;
}

TEST(Labels, NumberInputsAndOutputsButNotThePadding) {
  const DisplayList scene = draw(tutorial(2, 2, 1), {kTutorial, {}, {}}).scene(0);
  EXPECT_EQ(labels_above(scene, Role::input_grid, Role::position_label), (Strings{"0", "1", "2"}));
  EXPECT_EQ(labels_above(scene, Role::output_grid, Role::position_label), (Strings{"0", "1"}));
  EXPECT_EQ(shapes_of(scene, Role::position_label).size(), 5u);
}

TEST(Labels, NameChannels) {
  LayerOptions options = one_dimension(3, 2);
  EXPECT_EQ(lines_in(draw(options).scene(0), Role::channel_label), (Strings{"x"}));
  options.channels = 3;
  options.filters = 1;
  EXPECT_EQ(lines_in(draw(options).scene(0), Role::channel_label), (Strings{"x0", "x1", "x2"}));
}

using Writing = std::vector<std::pair<Cell, std::string>>;

TEST(Kernel, IsInSymbolsWhereItsWeightsAreUnknown) {
  LayerOptions options = one_dimension(3, 2);
  options.channels = 2;
  options.filters = 1;
  const DisplayList scene = draw(options).scene(0);
  EXPECT_EQ(writing_in(scene, Role::weight_number),
            (Writing{{{0, 0}, "w0"}, {{0, 1}, "w1"}, {{1, 0}, "w2"}, {{1, 1}, "w3"}}));
  EXPECT_TRUE(shapes_of(scene, Role::weight_symbol).empty());
}

TEST(Kernel, NamesItsNumbers) {
  LayerOptions options = one_dimension(3, 2);
  options.channels = 2;
  options.filters = 1;
  KnownNumbers known;
  known.weights = {1, 2, -3, 4};
  const DisplayList scene = draw(options, known).scene(0);
  EXPECT_EQ(writing_in(scene, Role::weight_number),
            (Writing{{{0, 0}, "1"}, {{0, 1}, "2"}, {{1, 0}, "−3"}, {{1, 1}, "4"}}));
  EXPECT_EQ(writing_in(scene, Role::weight_symbol),
            (Writing{{{0, 0}, "w0"}, {{0, 1}, "w1"}, {{1, 0}, "w2"}, {{1, 1}, "w3"}}));
}

TEST(Kernel, OfATransposedLayerIsFlipped) {
  LayerOptions options = one_dimension(2, 3);
  options.transposed = true;
  EXPECT_EQ(writing_in(draw(options).scene(0), Role::weight_number),
            (Writing{{{0, 2}, "w2"}, {{0, 1}, "w1"}, {{0, 0}, "w0"}}));
}

TEST(Kernel, IsMissingFromPooling) {
  LayerOptions options = one_dimension(4, 2);
  options.op = Operator::max_pooling;
  const DisplayList scene = draw(options).scene(0);
  EXPECT_TRUE(shapes_of(scene, Role::kernel_cell).empty());
  EXPECT_TRUE(shapes_of(scene, Role::product_cell).empty());
}

TEST(Bias, IsAPanelWhereTheLayerHasOne) {
  EXPECT_EQ(lines_in(draw(tutorial(2, 1, 0)).scene(0), Role::bias_number), (Strings{"b"}));
  EXPECT_EQ(lines_in(draw(tutorial(2, 1, 0), {{}, {}, {2.5}}).scene(0), Role::bias_number), (Strings{"2.5"}));
  EXPECT_TRUE(lines_in(draw(one_dimension(3, 2)).scene(0), Role::bias_number).empty());
}

TEST(Products, AreThereWhenAllIsKnown) {
  const DisplayList scene = draw(tutorial(2, 1, 0), {kTutorial, {1, -2}, {0}}).scene(1);
  EXPECT_EQ(writing_in(scene, Role::product_number), (Writing{{{0, 0}, "3"}, {{0, 1}, "−8"}}));
  EXPECT_TRUE(shapes_of(draw(tutorial(2, 1, 0), {kTutorial, {1, -2}, {}}).scene(1), Role::product_cell).empty());
  EXPECT_TRUE(shapes_of(draw(tutorial(2, 1, 0), {kTutorial, {}, {1}}).scene(1), Role::product_cell).empty());
}

TEST(Output, FillsUpAndHasAFrameAroundTheCurrentOne) {
  const Film film = draw(tutorial(1, 1, 0), {kTutorial, {2}, {1}});
  ASSERT_EQ(film.steps, 3u);
  const Strings numbers{"5", "7", "9"};
  for (std::size_t step = 0; step < film.steps; ++step) {
    const DisplayList scene = film.scene(step);
    const DisplayList cells = shapes_of(scene, Role::output_cell);
    ASSERT_EQ(cells.size(), step + 1);
    EXPECT_EQ(cells.back().cell, (Cell{0, static_cast<int>(step)}));
    EXPECT_EQ(writing_in(scene, Role::output_number).back().second, numbers[step]);
    const DisplayList frames = shapes_of(scene, Role::current_output_outline);
    ASSERT_EQ(frames.size(), 1u);
    EXPECT_EQ(film.paints[frames.front().paint].colour, kBook.accent);
    EXPECT_NEAR(box_of(frames.front()).left, box_of(cells.back()).left, 1e-9);
    EXPECT_NEAR(box_of(frames.front()).right, box_of(cells.back()).right, 1e-9);
  }
}

TEST(Output, IsInSymbolsWhereItIsUnknown) {
  EXPECT_EQ(writing_in(draw(tutorial(2, 1, 0)).scene(1), Role::output_number),
            (Writing{{{0, 0}, "y0"}, {{0, 1}, "y1"}}));
}

TEST(Region, IsFramedOverAllChannelsAndShadesItsTaps) {
  LayerOptions options = one_dimension(5, 2);
  options.channels = 2;
  options.filters = 1;
  options.d = PerAxis::all(2);
  const DisplayList scene = draw(options).scene(1);
  std::vector<std::pair<int, int>> taps;
  for (const Shape& shape : shapes_of(scene, Role::tap)) taps.emplace_back(shape.cell->row, shape.cell->col);
  std::sort(taps.begin(), taps.end());
  EXPECT_EQ(taps, (std::vector<std::pair<int, int>>{{0, 1}, {0, 3}, {1, 1}, {1, 3}}));
  const Box frame = around(shapes_of(scene, Role::region_frame));
  const Box tapped = around(shapes_of(scene, Role::tap));
  EXPECT_NEAR(frame.left, tapped.left, 1);
  EXPECT_NEAR(frame.right, tapped.right, 1);
  EXPECT_NEAR(frame.bottom, tapped.bottom, 1);
  EXPECT_NEAR(frame.top, tapped.top, 1);
}

TEST(Panels, StandBelowEachOtherWhereARowWouldBeTooLong) {
  const auto panels_of = [](int n) {
    const DisplayList scene = draw(one_dimension(n, 3)).scene(0);
    return std::pair(around(shapes_of(scene, Role::input_grid)), around(shapes_of(scene, Role::output_grid)));
  };
  const auto [short_input, short_output] = panels_of(8);
  EXPECT_NEAR(short_input.top, short_output.top, 1e-9);
  const auto [long_input, long_output] = panels_of(40);
  EXPECT_LT(long_output.top, long_input.bottom);
}

/// Letters of different texts keep clear of each other, and of the lines of other panels.
TEST(Panels, KeepTheirWordsApart) {
  for (unsigned number = 0; number < 40; ++number) {
    SCOPED_TRACE("layer " + std::to_string(number));
    const Example example = Examples(number).make();
    const Film film = draw(example.options, number % 2 == 0 ? example.numbers : KnownNumbers{});
    const DisplayList scene = film.scene(film.steps - 1);
    std::vector<Box> words;
    for (const Role role : {Role::panel_title, Role::panel_caption, Role::position_label, Role::panel_words}) {
      for (const Shape& shape : shapes_of(scene, role)) words.push_back(box_of(shape).grown(-0.1));
    }
    for (std::size_t i = 0; i < words.size(); ++i) {
      for (std::size_t j = i + 1; j < words.size(); ++j) EXPECT_FALSE(words[i].overlaps(words[j]));
    }
    for (const Role role : {Role::input_cell, Role::padded_cell, Role::kernel_cell, Role::product_cell}) {
      for (const Shape& shape : shapes_of(scene, role)) {
        for (const Box& word : words) EXPECT_FALSE(word.overlaps(box_of(shape)));
      }
    }
  }
}

TEST(Sequence, HasAStepForEachOutput) {
  for (unsigned number = 0; number < 50; ++number) {
    const Example example = Examples(number).make();
    EXPECT_EQ(draw(example.options).steps, static_cast<std::size_t>(make_operation(example.options)->cols.output));
  }
}

TEST(Sequence, OfTwoChannelsIsAsBefore) {
  LayerOptions options = one_dimension(4, 2);
  options.channels = 2;
  options.filters = 1;
  options.d = PerAxis::all(2);
  options.has_bias = true;
  const KnownNumbers known{{1.03, 0.81, -0.83, -0.87, 0.97, -0.92, -0.95, 0.93}, {-0.07, 0.04, 0.33, -0.38}, {0.5}};
  expect_golden("sequence.scene", to_text(draw(options, known), 1));
}

std::string refusal_of(const LayerOptions& options) {
  const View& view = *find_view("sequence");
  const Status suits = view.check(subject_of(options, KnownNumbers{}), {});
  return suits ? "" : to_line(suits.problems().front());
}

TEST(Sequence, IsOfOneDimensionAndOneFilterAndNotTooLong) {
  LayerOptions options = one_dimension(4, 2);
  EXPECT_EQ(refusal_of(options), "");
  options.dims = 2;
  EXPECT_EQ(refusal_of(options),
            "view: requires a one-dimensional layer, but this one has 2 dimensions; add --dims 1, or use another view");
  options.dims = 1;
  options.filters = 3;
  EXPECT_EQ(refusal_of(options),
            "view: shows a single filter, but this layer has 3; leave --filters out, or use --view equation");
  options.filters = std::nullopt;
  options.groups = 2;
  EXPECT_EQ(refusal_of(options),
            "view: shows a single filter over all channels, but this layer has 2 groups; leave --groups out, or use "
            "--view equation");
  options.groups = std::nullopt;
  options.channels = 2;
  EXPECT_EQ(refusal_of(options), "");
  options.op = Operator::max_pooling;
  EXPECT_EQ(refusal_of(options),
            "view: shows a single channel, but this layer has 2; leave --channels out, or use --view volume");
  EXPECT_EQ(refusal_of(one_dimension(16384, 2)), "");
  LayerOptions large = one_dimension(8193, 2);
  large.channels = 2;
  large.filters = 1;
  EXPECT_EQ(refusal_of(large),
            "view: would show 16386 numbers, over the limit of 16384; use a smaller layer, or --view projection");
}

TEST(Sequence, HasAThemeOfItsOwn) {
  EXPECT_EQ(find_view("sequence")->theme, "book");
}

}  // namespace
}  // namespace convarith::testing::sequence_test
