#include "arithmetic/facts.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <climits>
#include <optional>
#include <random>
#include <span>
#include <utility>
#include <vector>

#include "arithmetic/walkthrough.hpp"
#include "tests/arithmetic/layers.hpp"

namespace convarith::testing::facts_test {
namespace {

/// Whether an output depends on an input, written down from the layers' definitions; both may lie beyond their maps.
bool depends(const Operation& operation, const Axis& axis, long long output, long long input) {
  if (operation.adaptive) {
    // Cell and window overlap, both scaled by m.
    return input * axis.output < (output + 1) * axis.input && (input + 1) * axis.output > output * axis.input;
  }
  for (long long tap = 0; tap < axis.kernel; ++tap) {
    const long long reach = tap * axis.dilation - axis.padding.before;
    if (operation.transposed ? input * axis.stride + reach == output : output * axis.stride + reach == input)
      return true;
  }
  return false;
}

std::vector<int> untouched_inputs(const Operation& operation, const Axis& axis) {
  std::vector<int> untouched;
  for (int input = 0; input < axis.input; ++input) {
    bool is_touched = false;
    for (int output = 0; output < axis.output; ++output) is_touched |= depends(operation, axis, output, input);
    if (!is_touched) untouched.push_back(input);
  }
  return untouched;
}

using Stretch = std::pair<long long, long long>;

/// The first and the last input that outputs from one to another depend on.
std::optional<Stretch> inputs_behind(const Operation& operation, const Axis& axis, const Stretch& outputs) {
  std::optional<Stretch> stretch;
  for (long long output = outputs.first; output <= outputs.second; ++output) {
    const long long around = operation.transposed ? output / axis.stride : output * axis.stride;
    for (long long input = around - 120; input <= around + 120; ++input) {
      if (!depends(operation, axis, output, input)) continue;
      stretch =
          stretch ? Stretch{std::min(stretch->first, input), std::max(stretch->second, input)} : Stretch{input, input};
    }
  }
  return stretch;
}

/// The most inputs, from first to last, that an output of a chain depends on; behind adaptive windows those that there
/// are.
long long widest_field(const std::vector<Operation>& chain) {
  const bool is_bounded = std::any_of(chain.begin(), chain.end(), [](const Operation& each) { return each.adaptive; });
  long long widest = 0;
  for (int output = 0; output < chain.back().cols.output; ++output) {
    std::optional<Stretch> seen = Stretch{output, output};
    for (auto layer = chain.rbegin(); seen && layer != chain.rend(); ++layer) {
      seen = inputs_behind(*layer, layer->cols, *seen);
      if (seen && is_bounded)
        seen = Stretch{std::max(seen->first, 0LL), std::min(seen->second, layer->cols.input - 1LL)};
      if (seen && seen->second < seen->first) seen.reset();
    }
    if (seen) widest = std::max(widest, seen->second - seen->first + 1);
  }
  return widest;
}

long long field_cells(std::span<const Operation> chain) {
  return receptive_field(chain, 1).cells;
}

Operation layer(const LayerOptions& options) {
  return *make_operation(options);
}

LayerOptions adaptive(int n, int m) {
  LayerOptions options;
  options.op = Operator::max_pooling;
  options.n = PerAxis{n, n};
  options.adaptive = PerAxis{m, m};
  return options;
}

/// Calls `check` with all small layers that there are.
template <class Check>
void for_all_small_layers(const Check& check) {
  int checked = 0;
  const auto check_options = [&](const LayerOptions& options) {
    const Result<Operation> operation = make_operation(options);
    if (!operation) return;
    check(*operation);
    ++checked;
  };
  for_all_small_numbers(0, [&](const Numbers& numbers) {
    SCOPED_TRACE(::testing::PrintToString(numbers));
    check_options(convolution(numbers));
    LayerOptions pooling = convolution(numbers);
    pooling.op = Operator::max_pooling;
    pooling.ceil_mode = true;
    check_options(pooling);
  });
  for_all_small_numbers(2, [&](const Numbers& numbers) {
    SCOPED_TRACE(::testing::PrintToString(numbers) + " transposed");
    check_options(transposed(numbers));
  });
  for (int n = 1; n <= 12; ++n) {
    for (int m = 1; m <= 14; ++m) {
      SCOPED_TRACE("adaptive " + std::to_string(n) + " to " + std::to_string(m));
      check_options(adaptive(n, m));
    }
  }
  EXPECT_GT(checked, 5000);
}

TEST(NeverVisited, IsWhatNoOutputDependsOn) {
  for_all_small_layers([](const Operation& operation) {
    EXPECT_EQ(never_visited(operation.cols, operation), untouched_inputs(operation, operation.cols));
  });
}

TEST(NeverVisited, KnowsThatPaddingMayHoldInputs) {
  LayerOptions options = convolution({4, 2, 4, 2});
  EXPECT_EQ(never_visited(layer(options).cols, layer(options)), (std::vector<int>{0, 1}));
  options.padding_mode = PaddingMode::circular;
  EXPECT_EQ(never_visited(layer(options).cols, layer(options)), (std::vector<int>{0, 1}));
  options.padding_mode = PaddingMode::replicate;
  EXPECT_EQ(never_visited(layer(options).cols, layer(options)), (std::vector<int>{1}));
}

TEST(NeverVisited, IsCountedAlongBillionsOfCells) {
  const auto unvisited = [](const LayerOptions& options) {
    return UnvisitedCells(layer(options).cols, layer(options));
  };
  constexpr int most = kLargestSize;
  LayerOptions gaps = convolution({most, 1, 3, 0});
  EXPECT_EQ(unvisited(gaps).count(), 1431655764);
  EXPECT_EQ(unvisited(gaps).first(4), (std::vector<int>{1, 2, 4, 5}));
  EXPECT_EQ(unvisited(gaps).last(), most - 2);
  gaps.k = PerAxis::all(2);
  gaps.d = PerAxis::all(3);
  EXPECT_EQ(unvisited(gaps).count(), 1431655764);
  gaps.d = PerAxis::all(4);
  EXPECT_EQ(unvisited(gaps).first(3), (std::vector<int>{1, 2, 5}));
  LayerOptions cropped = transposed({1000000000, 2, 2, 500, 1, 0});
  EXPECT_EQ(unvisited(cropped).count(), 500);
  EXPECT_EQ(unvisited(cropped).last(), 999999999);
}

/// Long strides, kernels and dilations in inputs that can still be gone through one by one.
TEST(NeverVisited, IsWhatNoOutputDependsOnInLongLayersToo) {
  std::mt19937 random(7);
  const auto up_to = [&random](int most) { return 1 + static_cast<int>(random() % static_cast<unsigned>(most)); };
  int checked = 0;
  for (int i = 0; i < 600; ++i) {
    const Numbers numbers{up_to(60), up_to(9), up_to(14), up_to(20) - 1, up_to(14), 0};
    SCOPED_TRACE(::testing::PrintToString(numbers));
    for (LayerOptions options : {convolution(numbers), transposed(numbers)}) {
      for (const PaddingMode mode : {PaddingMode::zeros, PaddingMode::reflect, PaddingMode::circular}) {
        options.padding_mode = mode;
        const Result<Operation> operation = make_operation(options);
        if (!operation) continue;
        std::vector<bool> visited(static_cast<std::size_t>(numbers.n), false);
        const Walkthrough walkthrough(*operation);
        const AxisWalk& walk = walkthrough.cols();
        for (int output = 0; output < walk.output; ++output) {
          for (int j = 0; j < walk.taps_of(output); ++j) {
            const AxisTap tap = walk.tap(output, j);
            const std::optional<int> seen = tap.input ? tap.input : tap.source;
            if (seen) visited[static_cast<std::size_t>(*seen)] = true;
          }
        }
        std::vector<int> expected;
        for (int cell = 0; cell < numbers.n; ++cell) {
          if (!visited[static_cast<std::size_t>(cell)]) expected.push_back(cell);
        }
        EXPECT_EQ(never_visited(operation->cols, *operation), expected);
        ++checked;
      }
    }
  }
  EXPECT_GT(checked, 500);
}

TEST(ReceptiveField, OfALayerIsWhatOneOutputDependsOn) {
  for_all_small_layers([](const Operation& operation) {
    EXPECT_EQ(field_cells({&operation, 1}), widest_field({operation}));
  });
}

TEST(ReceptiveField, OfAConvolutionIsItsEffectiveKernel) {
  EXPECT_EQ(field_cells(std::vector{layer(convolution({9, 3, 2, 1, 2}))}), 5);
}

TEST(ReceptiveField, OfATransposedLayerIsAsManyInputsAsStampsOverlap) {
  EXPECT_EQ(field_cells(std::vector{layer(transposed({3, 3, 2, 1}))}), 2);
  EXPECT_EQ(field_cells(std::vector{layer(transposed({5, 4, 2, 1}))}), 2);
  EXPECT_EQ(field_cells(std::vector{layer(transposed({5, 3, 1, 0}))}), 3);
  EXPECT_EQ(field_cells(std::vector{layer(transposed({5, 1, 3, 0}))}), 1);
}

TEST(ReceptiveField, IsNothingWhereOnlyGapsBetweenStampsAreLeft) {
  const Operation gaps = layer(transposed({2, 1, 3, 1}));
  EXPECT_EQ(gaps.cols.output, 2);
  const ReceptiveField field = receptive_field(std::vector{gaps}, 1);
  EXPECT_EQ(field.cells, 0);
  EXPECT_EQ(field.centre, std::nullopt);
}

/// A chain of layers, each given the output of the one before; none if one of them is impossible.
std::optional<std::vector<Operation>> chain_of(std::vector<LayerOptions> layers) {
  std::vector<Operation> chain;
  for (LayerOptions& options : layers) {
    if (!chain.empty()) options.n = PerAxis{chain.back().rows.output, chain.back().cols.output};
    const Result<Operation> operation = make_operation(options);
    if (!operation) return std::nullopt;
    chain.push_back(*operation);
  }
  return chain;
}

std::vector<LayerOptions> assorted_layers() {
  LayerOptions ceiled = bare(1, 3, Operator::max_pooling);
  ceiled.s = PerAxis::all(2);
  ceiled.ceil_mode = true;
  return {convolution({1, 3, 1, 1}),
          convolution({1, 3, 2, 1}),
          convolution({1, 2, 3, 0}),
          convolution({1, 3, 1, 2, 2}),
          transposed({1, 3, 2, 1, 1, 1}),
          transposed({1, 2, 3, 0}),
          transposed({1, 3, 2, 1, 3}),
          adaptive(1, 5),
          ceiled};
}

TEST(ReceptiveField, OfAChainIsWhatOneOutputDependsOn) {
  int checked = 0;
  for (LayerOptions first : assorted_layers()) {
    first.n = PerAxis{13, 13};
    for (const LayerOptions& second : assorted_layers()) {
      for (const LayerOptions& third : assorted_layers()) {
        const auto chain = chain_of({first, second, third});
        if (!chain) continue;
        EXPECT_EQ(field_cells(*chain), widest_field(*chain));
        ++checked;
      }
    }
  }
  EXPECT_GT(checked, 300);
}

/// r += (K - 1) j; c += ((K - 1)/2 - p) j; j *= s.
TEST(ReceptiveField, OfAChainOfConvolutionsFollowsTheRecurrence) {
  for (const Numbers& first : {Numbers{40, 3, 2, 1}, Numbers{40, 5, 1, 0}, Numbers{40, 3, 3, 2, 2}}) {
    for (const Numbers& second : {Numbers{1, 3, 2, 1}, Numbers{1, 2, 2, 0}, Numbers{1, 3, 1, 3, 3}}) {
      const auto chain = chain_of({convolution(first), convolution(second), convolution({1, 3, 2, 1})});
      ASSERT_TRUE(chain);
      long long cells = 1;
      long long jump = 1;
      double centre = 0;
      for (const Operation& operation : *chain) {
        const Axis& axis = operation.cols;
        const int reach = axis.dilation * (axis.kernel - 1);
        cells += reach * jump;
        centre += (reach / 2.0 - axis.padding.before) * static_cast<double>(jump);
        jump *= axis.stride;
      }
      const ReceptiveField field = receptive_field(*chain, 1);
      EXPECT_EQ(field.cells, cells);
      EXPECT_EQ(field.jump, (Ratio{jump, 1}));
      EXPECT_EQ(field.centre, centre);
    }
  }
}

TEST(ReceptiveField, JumpsByFractionsBehindTransposedAndAdaptiveLayers) {
  const auto chain = chain_of({transposed({6, 4, 2, 1}), convolution({1, 3, 4, 1}), adaptive(1, 2)});
  ASSERT_TRUE(chain);
  const auto jump = [&](std::size_t layers) { return receptive_field(std::span(*chain).first(layers), 0).jump; };
  EXPECT_EQ(jump(1), (Ratio{1, 2}));
  EXPECT_EQ(jump(2), (Ratio{2, 1}));
  EXPECT_EQ(jump(3), (Ratio{3, 1}));  // 3 cells to 2
}

/// Windows of 8 cells to 3 are 0 to 2, 2 to 5 and 5 to 7: the middle output of the convolution sees all of them.
TEST(ReceptiveField, OfAChainWithAdaptiveWindowsIsNoLongerThanItsInput) {
  LayerOptions global = adaptive(1, 1);
  const auto behind = chain_of({adaptive(8, 3), convolution({1, 3, 1, 1})});
  const auto before = chain_of({convolution({8, 3, 1, 1}), global});
  ASSERT_TRUE(behind && before);
  EXPECT_EQ(field_cells(*behind), 8);
  EXPECT_EQ(field_cells(*before), 8);
  EXPECT_EQ(receptive_field(*behind, 1).start, 0);
  EXPECT_EQ(receptive_field(*behind, 1).centre, 2.5);
}

TEST(ReceptiveField, BeginsInThePaddingWhereThereIsAny) {
  const auto chain = chain_of({convolution({40, 3, 2, 1}), convolution({1, 3, 1, 1})});
  ASSERT_TRUE(chain);
  EXPECT_EQ(receptive_field(std::span(*chain).first(1), 0).start, -1);
  EXPECT_EQ(receptive_field(*chain, 0).start, -3);
  EXPECT_EQ(receptive_field({}, 0).start, 0);
  const Operation gaps = layer(transposed({2, 1, 3, 1}));
  EXPECT_EQ(receptive_field(std::vector{gaps}, 0).start, std::nullopt);
}

TEST(ReceptiveField, OfTheLongestLayersIsFoundAtOnce) {
  const auto chain = chain_of(
      {transposed({2, 1000000000, 600000000, 0}), transposed({1, 7, 1, 0, 90000, 0}), convolution({1, 5, 2, 1})});
  ASSERT_TRUE(chain);
  EXPECT_EQ(field_cells(std::span(*chain).first(1)), 2);
  EXPECT_EQ(field_cells(*chain), 2);
  LayerOptions strided = transposed({3, 2, 1, 0, 5, 0});
  const auto exact = chain_of({strided, transposed({1, 3, 4, 1, 7, 0})});
  ASSERT_TRUE(exact);
  EXPECT_EQ(field_cells(*exact), widest_field(*exact));
}

TEST(ReceptiveField, StaysInRangeHoweverLongTheChainIs) {
  const std::vector<Operation> chain(30, layer(convolution({1, 3, 2000000000, 1})));
  EXPECT_EQ(receptive_field(chain, 0).jump, (Ratio{1LL << 40, 1}));
  EXPECT_GT(receptive_field(chain, 0).cells, 1LL << 39);
}

TEST(Costs, OfAConvolutionCountEveryTapOfEveryWindow) {
  LayerOptions options = convolution({8, 3, 2, 1}, {9, 2, 1, 0});
  options.channels = 4;
  options.filters = 6;
  options.groups = 2;
  options.has_bias = true;
  const Operation operation = layer(options);
  const Costs costs = costs_of(operation);
  EXPECT_EQ(costs.weights, 6 * 2 * 3 * 2 + 6);
  EXPECT_EQ(costs.bias, 6);
  EXPECT_EQ(costs.multiplications, 4 * 8 * 6 * 2 * 3 * 2);
}

TEST(Costs, OfALayerThatA1x1FollowsAreThoseOfBoth) {
  LayerOptions options = bare(7, 3);
  options.s = PerAxis::all(2);
  options.channels = 3;
  options.groups = 3;
  options.filters = 6;
  options.pointwise = 4;
  options.has_bias = true;
  const Costs costs = costs_of(*make_chain(options));
  EXPECT_EQ(costs.weights, 6 * 9 + 4 * 6 + 4);
  EXPECT_EQ(costs.bias, 4);
  EXPECT_EQ(costs.multiplications, 9 * (6 * 9 + 4 * 6));
}

TEST(ReceptiveField, IsNotWidenedByA1x1ThatFollows) {
  LayerOptions options = bare(9, 3);
  options.s = PerAxis::all(2);
  const Operation alone = layer(options);
  options.pointwise = 4;
  const Chain chain = *make_chain(options);
  EXPECT_EQ(receptive_field(chain, 0).cells, receptive_field(Chain(alone), 0).cells);
  EXPECT_EQ(receptive_field(chain, 0).jump, receptive_field(Chain(alone), 0).jump);
}

TEST(Costs, OfPoolingAreNone) {
  const Costs costs = costs_of(layer(bare(8, 2, Operator::average_pooling)));
  EXPECT_EQ(costs.weights, 0);
  EXPECT_EQ(costs.multiplications, 0);
}

TEST(DirectLayer, UndoesTheShapeOfATransposedOneAndCostsTheSame) {
  int checked = 0;
  for_all_small_numbers(2, [&](const Numbers& numbers) {
    LayerOptions options = transposed(numbers);
    options.channels = 6;
    options.filters = 4;
    options.groups = 2;
    const Result<Operation> operation = make_operation(options);
    if (!operation) return;
    const std::optional<Operation> direct = direct_layer_of(*operation);
    ASSERT_EQ(direct.has_value(), numbers.a < numbers.s) << ::testing::PrintToString(numbers);
    if (!direct) return;
    LayerOptions same = convolution(numbers);
    same.n = PerAxis{operation->rows.output, operation->cols.output};
    same.channels = 4;
    same.filters = 6;
    same.groups = 2;
    EXPECT_EQ(*direct, *make_operation(same)) << ::testing::PrintToString(numbers);
    EXPECT_EQ(direct->cols.output, numbers.n);
    EXPECT_EQ(costs_of(*direct).multiplications, costs_of(*operation).multiplications);
    ++checked;
  });
  EXPECT_GT(checked, 1000);
}

TEST(TransposedPadding, IsTheReachOfTheKernelWithoutThePadding) {
  LayerOptions options = transposed({3, 3, 2, 0, 2});
  options.p = SidedPadding{{1, 0}, {0, 5}, {}};
  const Operation operation = layer(options);
  EXPECT_EQ(transposed_padding(operation.rows), (Sides{3, 4}));
  EXPECT_EQ(transposed_padding(operation.cols), (Sides{4, -1}));
}

}  // namespace
}  // namespace convarith::testing::facts_test
