// Every window, tap and place along an axis, for all small layers, beside a walk by brute force.

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "arithmetic/facts.hpp"
#include "arithmetic/walkthrough.hpp"
#include "tests/arithmetic/layers.hpp"
#include "tests/pictures/axis_picture.hpp"

namespace convarith::testing::axis_walk_test {
namespace {

std::string to_text(const AxisNumbers& numbers, const Manner& manner) {
  return ::testing::PrintToString(Numbers{numbers.n, numbers.k, numbers.s, numbers.p, numbers.d, numbers.a}) +
         " after=" + std::to_string(numbers.after()) + " m=" + std::to_string(numbers.m) +
         " mode=" + std::to_string(static_cast<int>(manner.mode)) + " ceil=" + std::to_string(manner.ceil);
}

/// A layer of one axis.
LayerOptions row_layer(const AxisNumbers& numbers, const Manner& manner) {
  LayerOptions layer;
  layer.dims = 1;
  layer.n = PerAxis::all(numbers.n);
  if (manner.kind == Kind::max_pooling) layer.op = Operator::max_pooling;
  if (manner.kind == Kind::average_pooling) layer.op = Operator::average_pooling;
  if (numbers.m > 0) {
    layer.adaptive = PerAxis::all(numbers.m);
    return layer;
  }
  layer.k = PerAxis::all(numbers.k);
  layer.s = PerAxis::all(numbers.s);
  layer.d = PerAxis::all(numbers.d);
  layer.p = SidedPadding{{}, {numbers.p, numbers.after()}, {}, 1};
  layer.padding_mode = static_cast<PaddingMode>(manner.mode);
  layer.ceil_mode = manner.ceil;
  if (manner.kind == Kind::transposed) {
    layer.transposed = true;
    layer.a = PerAxis::all(numbers.a);
  }
  return layer;
}

/// Calls `check` with all small numbers.
template <class Check>
void for_all_numbers(int most_output_padding, const Check& check) {
  for (int n = 1; n <= 7; ++n)
    for (int k = 1; k <= 4; ++k)
      for (int s = 1; s <= 3; ++s)
        for (int before = 0; before <= 3; ++before)
          for (int after = 0; after <= 3; ++after)
            for (int d = 1; d <= 3; ++d)
              for (int a = 0; a <= most_output_padding; ++a) check(AxisNumbers{n, k, s, before, d, a, after});
}

void expect_windows(const AxisWalk& walk, const AxisPicture& expected, bool is_flipped) {
  for (int output = 0; output < expected.output(); ++output) {
    ASSERT_EQ(walk.window(output), expected.window(output));
    ASSERT_EQ(walk.extent_of(output), expected.extent(output));
    int taps = 0;
    for (int place = 0; place < expected.plane(); ++place) {
      if (!expected.taps(output, place)) continue;
      ASSERT_LT(taps, walk.taps_of(output));
      const AxisTap tap = walk.tap(output, taps);
      ASSERT_EQ(tap.place, place);
      ASSERT_EQ(tap.weight, is_flipped ? walk.taps_of(output) - 1 - taps : taps);
      ASSERT_EQ(tap.input, expected.input_at(place));
      ASSERT_EQ(tap.source, expected.input_at(place) ? std::nullopt : expected.value_at(place));
      ASSERT_EQ(tap.is_counted, place < expected.padded());
      ++taps;
    }
    ASSERT_EQ(walk.taps_of(output), taps);
  }
}

void expect_inputs(const AxisWalk& walk, const AxisPicture& expected, const std::vector<int>& unvisited) {
  ASSERT_EQ(walk.input, expected.inputs());
  for (int input = 0; input < expected.inputs(); ++input) {
    ASSERT_EQ(walk.place_of(input), expected.place_of(input));
    ASSERT_EQ(walk.shows(input), !expected.is_cropped(input)) << "input " << input;
    ASSERT_EQ(!std::binary_search(unvisited.begin(), unvisited.end(), input), expected.is_visited(input))
        << "input " << input;
  }
}

/// How many layers were walked, so that tests notice when none are.
struct Counts {
  int walked = 0;
  int refused = 0;
};

/// Walks along the only axis of a layer if it is valid, which `is_allowed` says as far as numbers alone decide.
void expect_walk(const AxisNumbers& numbers, const Manner& manner, bool is_allowed, Counts& counts) {
  SCOPED_TRACE(to_text(numbers, manner));
  const Result<Operation> operation = make_operation(row_layer(numbers, manner));
  if (!is_allowed) {
    ASSERT_FALSE(operation);
    ++counts.refused;
    return;
  }
  const AxisPicture expected(numbers, manner);
  ASSERT_EQ(static_cast<bool>(operation), expected.output() >= 1);
  ++(operation ? counts.walked : counts.refused);
  if (!operation) return;
  ASSERT_EQ(operation->cols.output, expected.output());
  const AxisWalk walk = Walkthrough(*operation).cols();
  ASSERT_EQ(walk.output, expected.output());
  ASSERT_EQ(walk.plane, expected.plane());
  ASSERT_EQ(walk.padded, expected.padded());
  ASSERT_EQ(walk.dropped, expected.dropped_window());
  expect_windows(walk, expected, manner.kind == Kind::transposed);
  expect_inputs(walk, expected, never_visited(operation->cols, *operation));
}

/// All small numbers; ends with the first that goes wrong.
template <class IsAllowed>
Counts expect_walks(const Manner& manner, int most_output_padding, const IsAllowed& is_allowed) {
  Counts counts;
  for_all_numbers(most_output_padding, [&](const AxisNumbers& numbers) {
    if (::testing::Test::HasFatalFailure()) return;
    expect_walk(numbers, manner, is_allowed(numbers), counts);
  });
  return counts;
}

int longer_side(const AxisNumbers& numbers) {
  return std::max(numbers.p, numbers.after());
}

TEST(AxisWalk, OfAConvolution) {
  const Counts counts = expect_walks({Kind::direct}, 0, [](const AxisNumbers&) { return true; });
  EXPECT_GT(counts.walked, 3000);
  EXPECT_GT(counts.refused, 300);
}

TEST(AxisWalk, OfReflectingPadding) {
  const Counts counts = expect_walks({Kind::direct, Mode::reflect}, 0,
                                     [](const AxisNumbers& numbers) { return longer_side(numbers) < numbers.n; });
  EXPECT_GT(counts.walked, 2000);
  EXPECT_GT(counts.refused, 300);
}

TEST(AxisWalk, OfReplicatingPadding) {
  const Counts counts = expect_walks({Kind::direct, Mode::replicate}, 0, [](const AxisNumbers&) { return true; });
  EXPECT_GT(counts.walked, 3000);
}

TEST(AxisWalk, OfCircularPadding) {
  const Counts counts = expect_walks({Kind::direct, Mode::circular}, 0,
                                     [](const AxisNumbers& numbers) { return longer_side(numbers) <= numbers.n; });
  EXPECT_GT(counts.walked, 2000);
  EXPECT_GT(counts.refused, 300);
}

TEST(AxisWalk, OfPooling) {
  for (const bool ceil : {false, true}) {
    const Counts counts = expect_walks({Kind::max_pooling, Mode::zeros, ceil}, 0, [](const AxisNumbers& numbers) {
      return longer_side(numbers) <= numbers.d * (numbers.k - 1);
    });
    EXPECT_GT(counts.walked, 600);
    EXPECT_GT(counts.refused, 300);
  }
}

TEST(AxisWalk, OfATransposedConvolution) {
  const Counts counts = expect_walks(
      {Kind::transposed}, 2, [](const AxisNumbers& numbers) { return numbers.a < numbers.s || numbers.a < numbers.d; });
  EXPECT_GT(counts.walked, 6000);
  EXPECT_GT(counts.refused, 300);
}

TEST(AxisWalk, OfAdaptivePooling) {
  Counts counts;
  for (int n = 1; n <= 16; ++n) {
    for (int m = 1; m <= 16; ++m) {
      AxisNumbers numbers;
      numbers.n = n;
      numbers.m = m;
      ASSERT_NO_FATAL_FAILURE(expect_walk(numbers, {Kind::average_pooling}, true, counts));
    }
  }
  EXPECT_EQ(counts.walked, 256);
}

/// The plane along the only axis: the number of the input whose value each place has, '.' where there is none.
std::string values_of(const AxisNumbers& numbers, const Manner& manner) {
  const AxisWalk walk = Walkthrough(*make_operation(row_layer(numbers, manner))).cols();
  std::string text;
  for (int place = 0; place < walk.plane; ++place) {
    const std::optional<int> direct = walk.input_at(place);
    const std::optional<int> value = direct ? direct : walk.source_of(place);
    text += value ? std::to_string(*value) : ".";
  }
  return text;
}

TEST(AxisWalk, KnownPaddingOfPyTorch) {
  const AxisNumbers numbers{4, 1, 1, 3, 1, 0, 2};
  EXPECT_EQ(values_of(numbers, {Kind::direct}), "...0123..");
  EXPECT_EQ(values_of(numbers, {Kind::direct, Mode::reflect}), "321012321");
  EXPECT_EQ(values_of(numbers, {Kind::direct, Mode::replicate}), "000012333");
  EXPECT_EQ(values_of(numbers, {Kind::direct, Mode::circular}), "123012301");
}

TEST(AxisWalk, KnownWindowsOfPyTorchWithCeilMode) {
  const auto walk = [](const AxisNumbers& numbers) {
    return Walkthrough(*make_operation(row_layer(numbers, {Kind::max_pooling, Mode::zeros, true}))).cols();
  };
  // MaxPool1d(2, ceil_mode=True) of 5 cells: the third window reaches over the end.
  EXPECT_EQ(walk({5, 2, 2}).output, 3);
  EXPECT_FALSE(walk({5, 2, 2}).tap(2, 1).is_counted);
  EXPECT_EQ(walk({5, 2, 2}).dropped, std::nullopt);
  // MaxPool1d(2, stride=2, padding=1, ceil_mode=True) of 3 cells: a third window would begin in the padding.
  EXPECT_EQ(walk({3, 2, 2, 1}).output, 2);
  EXPECT_EQ(walk({3, 2, 2, 1}).dropped, 4);
}

}  // namespace
}  // namespace convarith::testing::axis_walk_test
