#include "arithmetic/walkthrough.hpp"

#include <gtest/gtest.h>

#include <random>
#include <vector>

#include "tests/arithmetic/layers.hpp"

namespace convarith::testing::walkthrough_test {
namespace {

/// Whole numbers in rows and columns.
struct Grid {
  int rows;
  int cols;
  std::vector<long long> cells =
      std::vector<long long>(static_cast<std::size_t>(rows) * static_cast<std::size_t>(cols));

  long long& at(int row, int col) { return cells[static_cast<std::size_t>(row * cols + col)]; }
  long long at(int row, int col) const { return cells[static_cast<std::size_t>(row * cols + col)]; }
  bool has(int row, int col) const { return row >= 0 && row < rows && col >= 0 && col < cols; }

  bool operator==(const Grid&) const = default;
};

long long dot(const Grid& a, const Grid& b) {
  long long sum = 0;
  for (std::size_t i = 0; i < a.cells.size(); ++i) sum += a.cells[i] * b.cells[i];
  return sum;
}

/// Makes up layers and numbers, the same ones in every run.
class Dice {
 public:
  int between(int least, int most) {
    return least + static_cast<int>(engine_() % static_cast<unsigned>(most - least + 1));
  }

  Numbers numbers() {
    return {between(1, 6), between(1, 4), between(1, 3), between(0, 4), between(1, 3), between(0, 2)};
  }

  Grid grid(int rows, int cols) {
    Grid grid{rows, cols};
    for (long long& cell : grid.cells) cell = between(-9, 9);
    return grid;
  }

 private:
  std::mt19937 engine_{1};
};

/// Calls `check` with some hundred valid layers, the rows of each unlike its columns.
template <class Check>
void for_random_operations(LayerOptions (*make)(const Numbers&, const Numbers&), const Check& check) {
  Dice dice;
  int checked = 0;
  for (int i = 0; i < 2000; ++i) {
    const Numbers rows = dice.numbers();
    const Numbers cols = dice.numbers();
    const Result<Operation> operation = make_operation(make(rows, cols));
    if (!operation) continue;
    SCOPED_TRACE(::testing::PrintToString(rows) + " by " + ::testing::PrintToString(cols));
    check(*operation, dice);
    ++checked;
  }
  EXPECT_GT(checked, 300);
}

/// What the taps of all steps add up to.
Grid through_taps(const Operation& operation, const Grid& input, const Grid& weights) {
  const Walkthrough walk(operation);
  Grid output{operation.rows.output, operation.cols.output};
  for (std::size_t i = 0; i < walk.steps(); ++i) {
    const Step step = walk.step(i);
    for (const Tap& tap : step.taps) {
      if (!tap.input) continue;
      output.at(step.output.row, step.output.col) +=
          weights.at(tap.weight.row, tap.weight.col) * input.at(tap.input->row, tap.input->col);
    }
  }
  return output;
}

/// Cross-correlation, written down.
Grid convolve(const Operation& operation, const Grid& input, const Grid& weights) {
  const Axis& rows = operation.rows;
  const Axis& cols = operation.cols;
  Grid padded{input.rows + 2 * rows.padding.before, input.cols + 2 * cols.padding.before};
  for (int i = 0; i < input.rows; ++i)
    for (int j = 0; j < input.cols; ++j) padded.at(i + rows.padding.before, j + cols.padding.before) = input.at(i, j);
  Grid output{rows.output, cols.output};
  for (int i = 0; i < output.rows; ++i)
    for (int j = 0; j < output.cols; ++j)
      for (int t = 0; t < weights.rows; ++t)
        for (int u = 0; u < weights.cols; ++u)
          output.at(i, j) +=
              weights.at(t, u) * padded.at(i * rows.stride + t * rows.dilation, j * cols.stride + u * cols.dilation);
  return output;
}

/// Each input stamps the kernel, scaled by it; what falls outside of the output is cut off.
Grid stamp(const Operation& operation, const Grid& input, const Grid& weights) {
  const Axis& rows = operation.rows;
  const Axis& cols = operation.cols;
  Grid output{rows.output, cols.output};
  for (int i = 0; i < input.rows; ++i)
    for (int j = 0; j < input.cols; ++j)
      for (int t = 0; t < weights.rows; ++t)
        for (int u = 0; u < weights.cols; ++u) {
          const int row = i * rows.stride + t * rows.dilation - rows.padding.before;
          const int col = j * cols.stride + u * cols.dilation - cols.padding.before;
          if (output.has(row, col)) output.at(row, col) += input.at(i, j) * weights.at(t, u);
        }
  return output;
}

Grid random_input(const Operation& operation, Dice& dice) {
  return dice.grid(operation.rows.input, operation.cols.input);
}

Grid random_weights(const Operation& operation, Dice& dice) {
  return dice.grid(operation.rows.kernel, operation.cols.kernel);
}

TEST(Walkthrough, TapsOfAConvolutionGiveTheConvolution) {
  for_random_operations(convolution, [](const Operation& operation, Dice& dice) {
    const Grid input = random_input(operation, dice);
    const Grid weights = random_weights(operation, dice);
    EXPECT_EQ(through_taps(operation, input, weights), convolve(operation, input, weights));
  });
}

TEST(Walkthrough, TapsOfATransposedConvolutionGiveTheStampedSum) {
  for_random_operations(transposed, [](const Operation& operation, Dice& dice) {
    const Grid input = random_input(operation, dice);
    const Grid weights = random_weights(operation, dice);
    EXPECT_EQ(through_taps(operation, input, weights), stamp(operation, input, weights));
  });
}

/// The transposed layer that leads from the output of a convolution back to its input.
Operation transpose(const Operation& direct) {
  const auto numbers = [](const Axis& axis) {
    const int unvisited = (axis.padded() - axis.effective_kernel()) % axis.stride;
    return Numbers{axis.output, axis.kernel, axis.stride, axis.padding.before, axis.dilation, unvisited};
  };
  return *make_operation(transposed(numbers(direct.rows), numbers(direct.cols)));
}

TEST(Walkthrough, TransposedIsTheAdjointOfTheConvolution) {
  for_random_operations(convolution, [](const Operation& direct, Dice& dice) {
    const Operation back = transpose(direct);
    ASSERT_EQ(back.rows.output, direct.rows.input);
    ASSERT_EQ(back.cols.output, direct.cols.input);
    const Grid x = random_input(direct, dice);
    const Grid y = random_input(back, dice);
    const Grid weights = random_weights(direct, dice);
    EXPECT_EQ(dot(through_taps(direct, x, weights), y), dot(x, through_taps(back, y, weights)));
  });
}

/// Expects the windows and taps of every step to lie where the layer's numbers put them.
void expect_steps_in_order(const Operation& operation) {
  const Walkthrough walk(operation);
  const int row_advance = operation.transposed ? 1 : operation.rows.stride;
  const int col_advance = operation.transposed ? 1 : operation.cols.stride;
  std::size_t index = 0;
  for (int row = 0; row < operation.rows.output; ++row) {
    for (int col = 0; col < operation.cols.output; ++col, ++index) {
      ASSERT_LT(index, walk.steps());
      const Step step = walk.step(index);
      EXPECT_EQ(step.output, (Cell{row, col}));
      EXPECT_EQ(step.window, (Cell{row * row_advance, col * col_advance}));
      std::vector<Cell> places;
      for (int t = 0; t < operation.rows.kernel; ++t)
        for (int u = 0; u < operation.cols.kernel; ++u)
          places.push_back(
              {step.window.row + t * operation.rows.dilation, step.window.col + u * operation.cols.dilation});
      ASSERT_EQ(step.taps.size(), places.size());
      for (std::size_t i = 0; i < places.size(); ++i) {
        EXPECT_EQ(step.taps[i].place, places[i]);
        EXPECT_EQ(step.taps[i].input, walk.input_at(places[i]));
      }
      EXPECT_LT(step.taps.back().place.row, walk.rows().plane);
      EXPECT_LT(step.taps.back().place.col, walk.cols().plane);
    }
  }
  EXPECT_EQ(walk.steps(), index);
}

TEST(Walkthrough, WindowsOfAConvolutionGoRowByRow) {
  for_random_operations(convolution, [](const Operation& operation, Dice&) { expect_steps_in_order(operation); });
}

TEST(Walkthrough, WindowsOfATransposedConvolutionGoRowByRow) {
  for_random_operations(transposed, [](const Operation& operation, Dice&) { expect_steps_in_order(operation); });
}

TEST(Walkthrough, CombinesItsAxes) {
  for (const PaddingMode mode :
       {PaddingMode::zeros, PaddingMode::reflect, PaddingMode::replicate, PaddingMode::circular}) {
    LayerOptions layer = convolution({.n = 4, .k = 3, .s = 2, .d = 2}, {.n = 5, .k = 2});
    layer.p = SidedPadding{{3, 1}, {0, 2}, {}, 2};
    layer.padding_mode = mode;
    const Walkthrough walk(*make_operation(layer));
    for (std::size_t i = 0; i < walk.steps(); ++i) {
      const Step step = walk.step(i);
      ASSERT_EQ(step.taps.size(), 6u);
      for (std::size_t j = 0; j < step.taps.size(); ++j) {
        const Tap& tap = step.taps[j];
        const AxisTap row = walk.rows().tap(step.output.row, static_cast<int>(j / 2));
        const AxisTap col = walk.cols().tap(step.output.col, static_cast<int>(j % 2));
        const auto combine = [](const std::optional<int>& r, const std::optional<int>& c) {
          return r && c ? std::optional(Cell{*r, *c}) : std::nullopt;
        };
        EXPECT_EQ(tap.place, (Cell{row.place, col.place}));
        EXPECT_EQ(tap.weight, (Cell{row.weight, col.weight}));
        EXPECT_EQ(tap.input, combine(row.input, col.input));
        const std::optional<Cell> value =
            combine(row.input ? row.input : row.source, col.input ? col.input : col.source);
        EXPECT_EQ(tap.source, tap.input ? std::nullopt : value);
      }
    }
  }
}

TEST(Walkthrough, OfAdaptivePoolingHasWindowsOfManySizes) {
  LayerOptions layer;
  layer.op = Operator::average_pooling;
  layer.n = PerAxis{4, 5};
  layer.adaptive = PerAxis{2, 3};
  const Walkthrough walk(*make_operation(layer));
  ASSERT_EQ(walk.steps(), 6u);
  // 5 columns onto 3 outputs: 0-1, 1-3 and 3-4.
  const Step middle = walk.step(4);
  EXPECT_EQ(middle.window, (Cell{2, 1}));
  EXPECT_EQ(middle.window_rows, 2);
  EXPECT_EQ(middle.window_cols, 3);
  EXPECT_EQ(middle.taps.size(), 6u);
  EXPECT_EQ(walk.step(5).window, (Cell{2, 3}));
  EXPECT_EQ(walk.step(5).window_cols, 2);
}

TEST(Walkthrough, OfOneAxisIsARow) {
  LayerOptions layer;
  layer.dims = 1;
  layer.n = PerAxis::all(6);
  layer.k = PerAxis::all(3);
  const Walkthrough walk(*make_operation(layer));
  EXPECT_EQ(walk.steps(), 4u);
  EXPECT_EQ(walk.rows().plane, 1);
  EXPECT_EQ(walk.step(3).output, (Cell{0, 3}));
  EXPECT_EQ(walk.step(3).taps.size(), 3u);
}

/// The plane along one axis: the number of the input on each place, '.' elsewhere.
std::string plane_text(const AxisWalk& axis) {
  std::string text;
  for (int place = 0; place < axis.plane; ++place) {
    const std::optional<int> input = axis.input_at(place);
    text += input ? std::to_string(*input) : ".";
  }
  return text;
}

std::string plane_of(const LayerOptions& layer) {
  return plane_text(Walkthrough(*make_operation(layer)).rows());
}

TEST(Plane, OfAConvolutionIsThePaddedInput) {
  EXPECT_EQ(plane_of(convolution({.n = 4, .k = 3, .s = 2, .p = 2})), "..0123..");
  EXPECT_EQ(plane_of(convolution({.n = 5, .k = 3})), "01234");
}

TEST(Plane, OfATransposedConvolutionSpreadsTheInputs) {
  EXPECT_EQ(plane_of(transposed({.n = 3, .k = 3, .s = 2, .p = 1})), ".0.1.2.");
  EXPECT_EQ(plane_of(transposed({.n = 3, .k = 3, .s = 2, .p = 1, .a = 1})), ".0.1.2..");
  EXPECT_EQ(plane_of(transposed({.n = 2, .k = 2, .s = 3, .d = 2})), "..0..1..");
}

TEST(Plane, IsCroppedWhereThePaddingExceedsTheKernel) {
  EXPECT_EQ(plane_of(transposed({.n = 4, .k = 1, .p = 1})), "12");
  EXPECT_EQ(plane_of(transposed({.n = 4, .k = 2, .s = 2, .p = 2})), ".1.2.");

  const Walkthrough walk(*make_operation(transposed({.n = 4, .k = 1, .p = 1})));
  EXPECT_EQ(walk.step(0).taps.front().input, (Cell{1, 1}));
  const std::vector<bool> shown{walk.rows().shows(0), walk.rows().shows(1), walk.rows().shows(2), walk.rows().shows(3)};
  EXPECT_EQ(shown, (std::vector<bool>{false, true, true, false}));
}

TEST(Plane, PlaceOfAnInputHoldsThatInput) {
  for_random_operations(transposed, [](const Operation& operation, Dice&) {
    const AxisWalk cols = Walkthrough(operation).cols();
    for (int input = 0; input < cols.input; ++input) EXPECT_EQ(cols.input_at(cols.place_of(input)), input);
  });
}

TEST(Plane, InputNeedsBothItsRowAndItsColumn) {
  const Walkthrough walk(*make_operation(convolution({.n = 2, .k = 1, .p = 1}, {.n = 3, .k = 1})));
  EXPECT_EQ(walk.input_at({1, 2}), (Cell{0, 2}));
  EXPECT_EQ(walk.input_at({0, 2}), std::nullopt);
  EXPECT_EQ(walk.input_at({1, 3}), std::nullopt);
}

TEST(Taps, KernelIsFlippedOnlyWhereTransposed) {
  const Walkthrough direct(*make_operation(convolution({.n = 3, .k = 2})));
  EXPECT_EQ(direct.step(0).taps.front().weight, (Cell{0, 0}));
  const Walkthrough back(*make_operation(transposed({.n = 2, .k = 2})));
  EXPECT_EQ(back.step(0).taps.front().weight, (Cell{1, 1}));
}

}  // namespace
}  // namespace convarith::testing::walkthrough_test
