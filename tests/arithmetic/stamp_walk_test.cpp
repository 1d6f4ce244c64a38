// Stamps of transposed convolutions, beside sums written out with loops, windows of convolutions, and frameworks' sums.

#include "arithmetic/stamp_walk.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <numeric>
#include <random>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "arithmetic/facts.hpp"
#include "arithmetic/layer_values.hpp"
#include "tests/pictures/axis_picture.hpp"

namespace convarith::testing::stamp_walk_test {
namespace {

LayerOptions transposed_by(int dims, const AxisNumbers& rows, const AxisNumbers& cols) {
  const auto each = [&](int AxisNumbers::*member) { return PerAxis{rows.*member, cols.*member, 0, dims}; };
  LayerOptions layer;
  layer.dims = dims;
  layer.transposed = true;
  layer.n = each(&AxisNumbers::n);
  layer.k = each(&AxisNumbers::k);
  layer.s = each(&AxisNumbers::s);
  layer.d = each(&AxisNumbers::d);
  layer.a = each(&AxisNumbers::a);
  layer.p = SidedPadding{{rows.p, rows.after()}, {cols.p, cols.after()}, {}, dims};
  return layer;
}

std::string text_of(const AxisNumbers& axis) {
  const auto number = [](int value) { return std::to_string(value) + " "; };
  return "n=" + number(axis.n) + "k=" + number(axis.k) + "s=" + number(axis.s) + "p=" + number(axis.p) + "," +
         number(axis.after()) + "d=" + number(axis.d) + "a=" + number(axis.a);
}

/// One axis, by brute force: for each place from the first stamp on, which inputs stamp it.
std::vector<std::vector<int>> stamped_places(const AxisNumbers& axis) {
  std::vector<std::vector<int>> inputs;
  for (int i = 0; i < axis.n; ++i) {
    for (int t = 0; t < axis.k; ++t) {
      const auto place = static_cast<std::size_t>(i * axis.s + t * axis.d);
      if (inputs.size() <= place) inputs.resize(place + 1);
      inputs[place].push_back(i);
    }
  }
  return inputs;
}

void expect_axis(const AxisNumbers& numbers, const StampAxis& axis) {
  std::vector<std::vector<int>> inputs = stamped_places(numbers);
  // Cut at both ends, then lengthened, in this order: what output_padding gives back was stamped.
  const int first = numbers.p;
  const int last = static_cast<int>(inputs.size()) - numbers.after() + numbers.a;  // exclusive
  inputs.resize(static_cast<std::size_t>(std::max<int>(last, static_cast<int>(inputs.size()))));
  ASSERT_EQ(axis.inputs(), numbers.n);
  ASSERT_EQ(axis.outputs(), last - first);
  ASSERT_EQ(axis.canvas(), static_cast<int>(inputs.size()));
  for (int place = 0; place < axis.canvas(); ++place) {
    const bool is_output = place >= first && place < last;
    ASSERT_EQ(axis.output_at(place), is_output ? std::optional(place - first) : std::nullopt) << "place " << place;
    if (!is_output) continue;
    const std::vector<int>& stamping = inputs[static_cast<std::size_t>(place)];
    ASSERT_EQ(axis.place_of_output(place - first), place);
    for (int end = 0; end <= numbers.n; ++end) {
      const auto expected = std::count_if(stamping.begin(), stamping.end(), [end](int input) { return input < end; });
      ASSERT_EQ(axis.stamps_on(place - first, end), expected) << "output " << place - first << ", inputs " << end;
    }
    ASSERT_EQ(axis.stamps_on(place - first), static_cast<int>(stamping.size()));
  }
}

TEST(StampAxis, HasTheCanvasAndTheCountsOfAllSmallLayers) {
  int checked = 0;
  for (int n = 1; n <= 5; ++n)
    for (int k = 1; k <= 4; ++k)
      for (int s = 1; s <= 5; ++s)
        for (int d = 1; d <= 6; ++d)
          for (int p = 0; p <= 4; ++p)
            for (int p_after = 0; p_after <= 4; ++p_after)
              for (int a = 0; a < std::max(s, d); ++a) {
                const AxisNumbers numbers{n, k, s, p, d, a, p_after};
                const Result<Operation> operation = make_operation(transposed_by(1, {}, numbers));
                if (!operation) continue;
                ++checked;
                expect_axis(numbers, StampAxis(operation->cols));
                ASSERT_FALSE(::testing::Test::HasFailure()) << text_of(numbers);
              }
  EXPECT_GT(checked, 40'000);
}

TEST(StampAxis, CountsFarFromTheOrigin) {
  // Of stride 6 and dilation 4 every second input meets an even place, and none an odd one.
  const Operation operation = *make_operation(transposed_by(1, {}, {16384, 16384, 6, 0, 4, 0}));
  const StampAxis axis(operation.cols);
  EXPECT_EQ(axis.stamps_on(60'001), 0);
  // 6 i <= 60,000 < 6 i + 4 * 16384, and i even.
  EXPECT_EQ(axis.stamps_on(60'000), 5001);
  EXPECT_EQ(axis.stamps_on(60'002), 5000);
  EXPECT_EQ(axis.stamps_on(60'000, 101), 51);
}

/// Makes up layers and whole numbers, the same ones in every run.
class Dice {
 public:
  int between(int least, int most) {
    return least + static_cast<int>(engine_() % static_cast<unsigned>(most - least + 1));
  }

  AxisNumbers axis() {
    return {between(1, 5), between(1, 4), between(1, 4), between(0, 3), between(1, 3), between(0, 3), between(0, 3)};
  }

  Tensor tensor(const std::vector<int>& shape) {
    const int cells = std::accumulate(shape.begin(), shape.end(), 1, std::multiplies<>());
    Tensor tensor{shape, std::vector<double>(static_cast<std::size_t>(cells))};
    for (double& value : tensor.values) value = between(-9, 9);
    return tensor;
  }

 private:
  std::mt19937 engine_{1};
};

/// Calls `check` with some hundred valid layers of one and two dimensions, the rows of each unlike its columns.
template <class Check>
void for_random_layers(const Check& check) {
  Dice dice;
  int checked = 0;
  for (int i = 0; i < 2000; ++i) {
    const AxisNumbers rows = i % 4 == 0 ? AxisNumbers{} : dice.axis();
    const AxisNumbers cols = dice.axis();
    LayerOptions layer = transposed_by(i % 4 == 0 ? 1 : 2, rows, cols);
    layer.groups = dice.between(1, 2);
    layer.channels = *layer.groups * dice.between(1, 2);
    layer.filters = *layer.groups * dice.between(1, 2);
    const Result<Operation> operation = make_operation(layer);
    if (!operation) continue;
    SCOPED_TRACE(text_of(rows) + "by " + text_of(cols));
    check(*operation, dice);
    if (::testing::Test::HasFailure()) return;
    ++checked;
  }
  EXPECT_GT(checked, 300);
}

/// The value of one map of a tensor [..., rows, cols].
double& value_at(Tensor& tensor, int map, Cell cell, int rows, int cols) {
  return tensor.values.at(static_cast<std::size_t>((map * rows + cell.row) * cols + cell.col));
}

TEST(StampWalk, AddsUpToTheOutput) {
  for_random_layers([](const Operation& operation, Dice& dice) {
    LayerValues values{dice.tensor(input_shape(operation)), dice.tensor(weight_shape(operation)), {}};
    Tensor output{output_shape(operation), {}};
    const Tensor expected = compute_output(operation, values);
    output.values.resize(expected.values.size());
    const StampWalk walk(operation);
    const int channels = operation.channels / operation.groups;
    const int filters = operation.filters / operation.groups;
    for (std::size_t step = 0; step < walk.steps(); ++step) {
      const Stamp stamp = walk.step(step);
      for (const StampTap& tap : stamp.taps) {
        if (!tap.output) continue;
        for (int channel = 0; channel < operation.channels; ++channel) {
          for (int filter = 0; filter < filters; ++filter) {
            const int map = channel / channels * filters + filter;
            value_at(output, map, *tap.output, operation.rows.output, operation.cols.output) +=
                value_at(values.input, channel, stamp.input, operation.rows.input, operation.cols.input) *
                value_at(values.weights, channel * filters + filter, tap.weight, operation.rows.kernel,
                         operation.cols.kernel);
          }
        }
      }
    }
    EXPECT_EQ(output, expected);
  });
}

/// Input, weight and output that are multiplied and added up, each as row and column.
using Product = std::tuple<int, int, int, int, int, int>;

Product product(Cell input, Cell weight, Cell output) {
  return {input.row, input.col, weight.row, weight.col, output.row, output.col};
}

TEST(StampWalk, MultipliesWhatTheInsertionOfZerosMultiplies) {
  for_random_layers([](const Operation& operation, Dice&) {
    std::multiset<Product> stamped;
    const StampWalk stamps(operation);
    for (std::size_t step = 0; step < stamps.steps(); ++step) {
      const Stamp stamp = stamps.step(step);
      for (const StampTap& tap : stamp.taps) {
        if (tap.output) stamped.insert(product(stamp.input, tap.weight, *tap.output));
      }
    }
    std::multiset<Product> inserted;
    const Walkthrough walk(operation);
    for (std::size_t i = 0; i < walk.steps(); ++i) {
      const Step step = walk.step(i);
      for (const Tap& tap : step.taps) {
        if (tap.input) inserted.insert(product(*tap.input, tap.weight, step.output));
      }
    }
    EXPECT_EQ(stamped, inserted);
  });
}

TEST(StampWalk, GoesOverTheInputRowByRow) {
  for_random_layers([](const Operation& operation, Dice&) {
    const StampWalk walk(operation);
    std::size_t index = 0;
    for (int row = 0; row < operation.rows.input; ++row) {
      for (int col = 0; col < operation.cols.input; ++col) EXPECT_EQ(walk.step(index++).input, (Cell{row, col}));
    }
    EXPECT_EQ(walk.steps(), index);
  });
}

TEST(StampWalk, StampsTheWindowsOfTheDirectLayer) {
  int compared = 0;
  for_random_layers([&](const Operation& operation, Dice&) {
    const std::optional<Operation> direct = direct_layer_of(operation);
    if (!direct) return;
    ++compared;
    const StampWalk stamps(operation);
    const Walkthrough walk(*direct);
    ASSERT_EQ(stamps.steps(), walk.steps());
    for (std::size_t i = 0; i < walk.steps(); ++i) {
      const Stamp stamp = stamps.step(i);
      const Step step = walk.step(i);
      EXPECT_EQ(stamp.input, step.output);
      EXPECT_EQ(stamp.window, step.window);
      EXPECT_EQ(stamp.window_rows, step.window_rows);
      EXPECT_EQ(stamp.window_cols, step.window_cols);
      ASSERT_EQ(stamp.taps.size(), step.taps.size());
      for (std::size_t j = 0; j < step.taps.size(); ++j) {
        EXPECT_EQ(stamp.taps[j].place, step.taps[j].place);
        EXPECT_EQ(stamp.taps[j].weight, step.taps[j].weight);
        EXPECT_EQ(stamp.taps[j].output, step.taps[j].input);
      }
    }
  });
  EXPECT_GT(compared, 200);
}

TEST(StampWalk, CountsTheStampsOnEachOutput) {
  for_random_layers([](const Operation& operation, Dice&) {
    const StampWalk walk(operation);
    std::vector<std::vector<int>> counts(static_cast<std::size_t>(operation.rows.output),
                                         std::vector<int>(static_cast<std::size_t>(operation.cols.output)));
    const auto expect_counts = [&](const auto& counted) {
      for (int row = 0; row < operation.rows.output; ++row) {
        for (int col = 0; col < operation.cols.output; ++col) {
          EXPECT_EQ(counted(Cell{row, col}), counts[static_cast<std::size_t>(row)][static_cast<std::size_t>(col)]);
        }
      }
    };
    for (std::size_t step = 0; step < walk.steps(); ++step) {
      for (const StampTap& tap : walk.step(step).taps) {
        if (!tap.output) continue;
        ++counts[static_cast<std::size_t>(tap.output->row)][static_cast<std::size_t>(tap.output->col)];
      }
      expect_counts([&](Cell cell) { return walk.stamps_on(cell, step); });
    }
    expect_counts([&](Cell cell) { return walk.stamps_on(cell); });
  });
}

TEST(StampWalk, TellsWhatIsCutOff) {
  // Two stamps of three cells, two places apart, cover five; one is cut off in front.
  AxisNumbers cols{2, 3, 2, 1, 1, 0, 0};
  const StampWalk walk(*make_operation(transposed_by(1, {}, cols)));
  EXPECT_EQ(walk.cols().canvas(), 5);
  const Stamp first = walk.step(0);
  ASSERT_EQ(first.taps.size(), 3u);
  EXPECT_EQ(first.taps[0].output, std::nullopt);
  EXPECT_EQ(first.taps[1].output, (Cell{0, 0}));
  EXPECT_EQ(first.taps[1].weight, (Cell{0, 1}));
  EXPECT_EQ(walk.step(1).window, (Cell{0, 2}));
}

}  // namespace
}  // namespace convarith::testing::stamp_walk_test
