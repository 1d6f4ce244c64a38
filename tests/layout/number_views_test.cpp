// Figures with numbers: numeric, equation and breakdown.

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "layout/views/views.hpp"
#include "tests/layout/number_figures.hpp"
#include "tests/pictures/random_layers.hpp"
#include "tests/support/scene_text.hpp"

namespace convarith::testing::number_views_test {
namespace {

TEST(UsualView, IsNumericWhereAllNumbersAreKnown) {
  Subject subject = subject_of(layer(3, 2));
  EXPECT_EQ(usual_view(subject).name, "numeric");
  subject.values.front().weights = {};
  EXPECT_EQ(usual_view(subject).name, "projection");
  EXPECT_EQ(usual_view({*make_operation(layer(3, 2))}).name, "projection");
  Subject channels = subject_of(with(layer(3, 2), [](LayerOptions& options) { options.channels = 2; }));
  EXPECT_EQ(usual_view(channels).name, "equation");
  EXPECT_EQ(usual_view({channels.chain}).name, "projection");
  const auto many = [](LayerOptions& options) { options.filters = 7; };
  EXPECT_EQ(usual_view(subject_of(with(layer(3, 2), many))).name, "projection");
  const auto separable = [](LayerOptions& options) { options.pointwise = 2; };
  EXPECT_EQ(usual_view({*make_chain(with(layer(3, 2), separable))}).name, "volume");
  const auto pooling = [](LayerOptions& options) {
    options.op = Operator::max_pooling;
    options.channels = 2;
  };
  EXPECT_EQ(usual_view(subject_of(with(layer(3, 2), pooling))).name, "projection");
}

TEST(NumericView, IsPlacedAsPublished) {
  const auto options = with(layer(3, 2), [](LayerOptions& some) {
    some.p = PerAxis::all(1);
    some.s = PerAxis::all(2);
  });
  FigureOptions published = view("numeric");
  published.as_published = true;
  expect_golden("numeric_padded_strided.scene", to_text(film_of(subject_of(options), published), 1));
}

std::string outputs_of(const Subject& subject, const FigureOptions& options) {
  return joined(texts_of(film_of(subject, options), 0, Role::output_number));
}

TEST(NumericView, WritesWholeNumbersWhole) {
  Subject subject = subject_of(layer(2, 2));
  EXPECT_EQ(outputs_of(subject, view("numeric")), "30");
  subject.precision = 3;
  EXPECT_EQ(outputs_of(subject, view("numeric")), "30");
  const auto average = with(layer(2, 2), [](LayerOptions& options) { options.op = Operator::average_pooling; });
  EXPECT_EQ(outputs_of(subject_of(average), view("numeric")), "2.5");
  EXPECT_EQ(outputs_of(subject_of(average, {2}), view("numeric")), "2");
}

TEST(NumericView, GivesWholeOutputsADecimalAsPublished) {
  FigureOptions published = view("numeric");
  published.as_published = true;
  Subject subject = subject_of(layer(2, 2));
  EXPECT_EQ(outputs_of(subject, published), "30.0");
  subject.precision = 0;
  EXPECT_EQ(outputs_of(subject, published), "30");
  subject.precision = 3;
  EXPECT_EQ(outputs_of(subject, published), "30.000");
}

TEST(NumericView, HasNoNumbersMuchSmallerThanTheInputs) {
  for (const std::vector<double>& numbers : {std::vector<double>{1, 2}, {-1234.5, 0.25}}) {
    double largest = 0;
    double smallest = 100;
    for (const Shape& shape : film_of(subject_of(layer(4, 3), numbers), view("numeric")).scene(0)) {
      const auto* text = std::get_if<Text>(&shape.form);
      if (text == nullptr) continue;
      largest = std::max(largest, text->size);
      smallest = std::min(smallest, text->size);
    }
    EXPECT_GE(smallest, 0.6 * largest);
  }
}

TEST(EquationView, IsPlacedAsBefore) {
  FigureOptions options = view("equation");
  options.misfits = true;
  options.panels = "input,kernel,output,breakdown";
  expect_golden("equation_misfit.scene", to_text(film_of(subject_of(layer(3, 2)), options), 2));
}

TEST(EquationView, FillsTheOutputInStepByStep) {
  const Film film = film_of(subject_of(layer(4, 3)), view("equation"));
  ASSERT_EQ(film.steps, 4U);
  for (std::size_t step = 0; step < film.steps; ++step) {
    EXPECT_EQ(of_role(film, step, Role::output_cell).size(), step + 1);
    EXPECT_EQ(texts_of(film, step, Role::output_number).size(), step + 1);
  }
}

TEST(EquationView, GreysWhatTheBorderLoses) {
  const auto lost = [](const LayerOptions& options) {
    return of_role(film_of(subject_of(options), view("equation")), 0, Role::lost_cell).size();
  };
  EXPECT_EQ(lost(layer(6, 3)), 36U - 16U);
  EXPECT_EQ(lost(layer(6, 1)), 0U);
  EXPECT_EQ(lost(with(layer(6, 3), [](LayerOptions& options) { options.p = PerAxis::all(1); })), 0U);
  EXPECT_EQ(lost(with(layer(6, 5), [](LayerOptions& options) { options.p = PerAxis::all(1); })), 36U - 16U);
  EXPECT_EQ(lost(with(layer(6, 3), [](LayerOptions& options) { options.s = PerAxis::all(2); })), 0U);
  EXPECT_EQ(lost(with(layer(6, 2), [](LayerOptions& options) { options.d = PerAxis::all(3); })), 36U - 9U);
}

/// The cells of a map that have frames, as places among its cells' middles.
std::vector<Point> framed_middles(const Film& film, std::size_t step) {
  std::vector<Point> middles;
  for (const Shape& shape : of_role(film, step, Role::centre_frame)) {
    Box box;
    for (const Point& point : std::get<Stroke>(shape.form).paths.front().points) box.add(point);
    middles.push_back({box.middle(), (box.bottom + box.top) / 2});
  }
  return middles;
}

bool is_framed(const Film& film, std::size_t step, Role cells, Cell cell) {
  const std::vector<Point> middles = framed_middles(film, step);
  for (const Shape& shape : of_role(film, step, cells)) {
    if (shape.cell != cell) continue;
    Box box;
    for (const Point& point : std::get<Fill>(shape.form).polygon) box.add(point);
    return std::any_of(middles.begin(), middles.end(), [&](Point middle) {
      return middle.x > box.left && middle.x < box.right && middle.y > box.bottom && middle.y < box.top;
    });
  }
  ADD_FAILURE() << "there is no such cell";
  return false;
}

/// A layer whose kernel gives each region's centre.
Subject with_identity(const LayerOptions& options) {
  Subject subject = subject_of(options);
  std::vector<double>& weights = subject.values.front().weights.values;
  std::fill(weights.begin(), weights.end(), 0);
  weights[weights.size() / 2] = 1;
  return subject;
}

TEST(EquationView, FramesTheCentresOfAnIdentityAndTheCurrentOutput) {
  const Film film = film_of(with_identity(layer(5, 3)), view("equation"));
  // Step 4 is output (1, 1) of 3 x 3.
  EXPECT_EQ(framed_middles(film, 4).size(), 3U);
  EXPECT_TRUE(is_framed(film, 4, Role::input_cell, {2, 2}));
  EXPECT_TRUE(is_framed(film, 4, Role::kernel_cell, {1, 1}));
  EXPECT_TRUE(is_framed(film, 4, Role::output_cell, {1, 1}));
}

TEST(EquationView, FramesOnlyTheOutputWhereTheKernelHasNoCentre) {
  const Film film = film_of(subject_of(layer(5, 2)), view("equation"));
  EXPECT_EQ(framed_middles(film, 0).size(), 1U);
  EXPECT_TRUE(is_framed(film, 0, Role::output_cell, {0, 0}));
}

/// As if the centre alone made the output.
TEST(EquationView, FramesNoCentresOfOtherKernelsUnlessAskedTo) {
  const Subject mixed = subject_of(layer(5, 3));
  Subject twice = with_identity(layer(5, 3));
  twice.values.front().weights.values[4] = 2;
  Subject beside = with_identity(layer(5, 3));
  std::swap(beside.values.front().weights.values[4], beside.values.front().weights.values[5]);
  Subject biased = with_identity(with(layer(5, 3), [](LayerOptions& options) { options.has_bias = true; }));
  biased.values.front().bias = {{1}, {1}};
  FigureOptions options = view("equation");
  for (const Subject& subject : {mixed, twice, beside, biased}) {
    options.centres.reset();
    EXPECT_EQ(framed_middles(film_of(subject, options), 4).size(), 1U);
    options.centres = true;
    EXPECT_EQ(framed_middles(film_of(subject, options), 4).size(), 3U);
  }
  options.centres = false;
  EXPECT_EQ(framed_middles(film_of(with_identity(layer(5, 3)), options), 4).size(), 1U);
}

TEST(EquationView, KeepsTheCentresOfEarlierStridesFramed) {
  const auto strided = with(layer(5, 3), [](LayerOptions& options) { options.s = PerAxis::all(2); });
  const Film film = film_of(with_identity(strided), view("equation"));
  for (const Cell centre : {Cell{1, 1}, Cell{1, 3}, Cell{3, 1}, Cell{3, 3}}) {
    EXPECT_TRUE(is_framed(film, 3, Role::input_cell, centre));
  }
  EXPECT_FALSE(is_framed(film, 0, Role::input_cell, {1, 3}));
}

TEST(EquationView, ShowsMisfitsAfterEachRowAndBelowTheLast) {
  FigureOptions options = view("equation");
  options.misfits = true;
  const Film film = film_of(subject_of(layer(4, 3)), options);
  ASSERT_EQ(film.steps, 2U * 3U + 1U);
  EXPECT_EQ(of_role(film, 2, Role::output_cell).size(), 2U);
  EXPECT_EQ(of_role(film, 6, Role::output_cell).size(), 4U);
  // The window reaches over the last column by one: its last three taps lie to the right of all inputs.
  double right = 0;
  for (const Shape& shape : of_role(film, 2, Role::input_cell)) {
    for (const Point& point : std::get<Fill>(shape.form).polygon) right = std::max(right, point.x);
  }
  int beyond = 0;
  for (const Shape& shape : of_role(film, 2, Role::tap)) {
    const auto& polygon = std::get<Fill>(shape.form).polygon;
    beyond += std::all_of(polygon.begin(), polygon.end(), [=](Point p) { return p.x > right - 0.01; }) ? 1 : 0;
  }
  EXPECT_EQ(beyond, 3);
  const auto row = with(layer(4, 3), [](LayerOptions& some) { some.dims = 1; });
  EXPECT_EQ(film_of(subject_of(row), options).steps, 3U);
}

TEST(EquationView, ShowsThePanelsAskedFor) {
  FigureOptions options = view("equation");
  options.panels = "input,kernel";
  Film film = film_of(subject_of(layer(3, 2)), options);
  EXPECT_TRUE(of_role(film, 0, Role::output_cell).empty());
  EXPECT_EQ(joined(texts_of(film, 0, Role::panel_title)), "InputKernel");
  options.panels = "output";
  film = film_of(subject_of(layer(3, 2)), options);
  EXPECT_TRUE(of_role(film, 0, Role::input_cell).empty());
  EXPECT_EQ(joined(texts_of(film, 0, Role::panel_title)), "Output");
  options.panels = "breakdown";
  film = film_of(subject_of(layer(3, 2)), options);
  EXPECT_EQ(joined(texts_of(film, 0, Role::panel_title)), "RegionKernelProducts");
}

TEST(EquationView, SaysTheShapes) {
  auto captions = [](const LayerOptions& options) {
    const Film film = film_of(subject_of(options), view("equation"));
    return joined(texts_of(film, 0, Role::panel_caption));
  };
  EXPECT_EQ(captions(layer(4, 3)), "4 × 43 × 32 × 2");
  EXPECT_EQ(captions(with(layer(4, 3),
                          [](LayerOptions& some) {
                            some.p = SidedPadding{{1, 0}, {2, 1}, {}, 2};
                          })),
            "(4+1) × (4+3)3 × 33 × 5");
}

TEST(BreakdownView, AddsTheBiasWhereThereIsOne) {
  Subject subject = subject_of(layer(2, 2));
  EXPECT_EQ(joined(texts_of(film_of(subject, view("breakdown")), 0, Role::sum_number)), "30");
  EXPECT_TRUE(texts_of(film_of(subject, view("breakdown")), 0, Role::total_number).empty());
  subject.values.front().bias = {{1}, {-7}};
  const Film film = film_of(subject, view("breakdown"));
  EXPECT_EQ(joined(texts_of(film, 0, Role::sum_number)), "30");
  EXPECT_EQ(joined(texts_of(film, 0, Role::bias_number)), "−7");
  EXPECT_EQ(joined(texts_of(film, 0, Role::total_number)), "23");
}

TEST(BreakdownView, AddsUpItsProductsEvenBesideALargeBias) {
  Subject subject = subject_of(layer(2, 2), {0.5, 0.25});
  subject.values.front().bias = {{1}, {1e9}};
  EXPECT_EQ(joined(texts_of(film_of(subject, view("breakdown")), 0, Role::sum_number)), "0.62");
}

TEST(NumericView, LabelsTheInputAndItsPadding) {
  const auto labels = [](const LayerOptions& some) {
    FigureOptions options = view("numeric");
    options.labels = true;
    return texts_of(film_of(subject_of(some), options), 0, Role::label);
  };
  const auto padded = [](const Padding& padding) {
    return with(layer(3, 2), [&](LayerOptions& options) { options.p = padding; });
  };
  using Texts = std::vector<std::string>;
  EXPECT_EQ(labels(layer(3, 2)), (Texts{"input 3 × 3", "output 2 × 2"}));
  EXPECT_EQ(joined(labels(padded(PerAxis::all(1)))), "input 3 × 3output 4 × 4padding 1");
  EXPECT_EQ(joined(labels(padded(SidedPadding{{2, 1}, {0, 0}, {}, 2}))), "padding 2input 3 × 3output 5 × 2padding 1");
}

TEST(NumberViews, HaveNoLabelsBesidePanels) {
  FigureOptions options = view("equation");
  const Film bare = film_of(subject_of(layer(3, 2)), options);
  options.labels = true;
  const Film labelled = film_of(subject_of(layer(3, 2)), options);
  EXPECT_EQ(to_text(labelled, 1), to_text(bare, 1));
}

TEST(NumberViews, SayWhatTheyLack) {
  Subject bare(*make_operation(layer(3, 2)));
  EXPECT_EQ(
      problem_of(bare, view("numeric")),
      "view: shows numbers, but the values of the input are unknown; add --values, or --random 1 to make them up");
  Subject unweighted = subject_of(layer(3, 2));
  unweighted.values.front().weights = {};
  EXPECT_EQ(
      problem_of(unweighted, view("equation")),
      "view: shows numbers, but the weights of the kernel are unknown; add --weights, or --random 1 to make them up");
  const auto biased = with(layer(3, 2), [](LayerOptions& options) { options.has_bias = true; });
  EXPECT_EQ(problem_of(subject_of(biased), view("breakdown")),
            "view: shows numbers, but the bias is unknown; add --bias, or --random 1 to make it up");
  const auto pooling = with(layer(4, 2), [](LayerOptions& options) { options.op = Operator::max_pooling; });
  EXPECT_EQ(problem_of(subject_of(pooling), view("breakdown")),
            "view: requires a convolution, because pooling has no kernel; use --view pooling or numeric");
  const auto channels = with(layer(3, 2), [](LayerOptions& options) { options.channels = 2; });
  EXPECT_EQ(problem_of(subject_of(channels), view("numeric")),
            "view: shows a single channel and a single filter, but this layer has 2 and 1; leave --channels and "
            "--filters out, or use --view equation");
  FigureOptions plain = view("numeric");
  plain.cells = "numbers";
  EXPECT_EQ(problem_of(subject_of(layer(200, 2)), plain),
            "view: would show 40000 numbers, over the limit of 16384; use a smaller layer, or --view projection");
  EXPECT_EQ(problem_of(subject_of(layer(600, 2)), view("numeric")),
            "view: would show 360000 numbers, over the limit of 262144; use a smaller layer, or --view projection");
}

TEST(NumberViews, HaveNoMisfitsOfTransposedLayers) {
  FigureOptions options = view("equation");
  options.misfits = true;
  const auto transposed = with(layer(3, 2), [](LayerOptions& some) { some.transposed = true; });
  EXPECT_EQ(problem_of(subject_of(transposed), options),
            "misfits: shows windows that extend past the input, but all windows of a transposed convolution fit; leave "
            "it out");
}

TEST(NumberViews, RefusePartsOfEquationsElsewhere) {
  FigureOptions options = view("numeric");
  options.panels = "input";
  EXPECT_EQ(problem_of(subject_of(layer(3, 2)), options),
            "panels: only applies to --view equation; add --view equation");
  options.panels.reset();
  options.misfits = true;
  EXPECT_EQ(problem_of(subject_of(layer(3, 2)), options),
            "misfits: only applies to --view equation; add --view equation");
  options.misfits = false;
  options.centres = true;
  EXPECT_EQ(problem_of(subject_of(layer(3, 2)), options),
            "centres: only applies to --view equation; add --view equation");
  options.centres.reset();
  EXPECT_EQ(problem_of(subject_of(layer(3, 2)), options), "");
}

TEST(NumberViews, HaveOnlyPaintsThatTheyUse) {
  for (const char* const name : {"numeric", "equation", "breakdown"}) {
    SCOPED_TRACE(name);
    const auto padded = with(layer(4, 3), [](LayerOptions& options) { options.p = PerAxis::all(1); });
    for (const LayerOptions& options : {layer(4, 3), padded}) {
      const Film film = film_of(subject_of(options), view(name));
      std::vector<bool> used(film.paints.size());
      used[kPaper] = true;
      for (std::size_t step = 0; step < film.steps; ++step) {
        for (const Shape& shape : film.scene(step)) used[shape.paint] = true;
      }
      EXPECT_EQ(std::count(used.begin(), used.end(), false), 0);
    }
  }
}

}  // namespace
}  // namespace convarith::testing::number_views_test
