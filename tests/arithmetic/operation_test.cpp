#include "arithmetic/operation.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "tests/arithmetic/layers.hpp"

namespace convarith::testing::operation_test {
namespace {

// What the outputs are held against is walked through place by place, without any formula.

/// Puts the kernel on places 0, s, 2s, ... of the padded input for as long as it fits.
int count_windows(const Numbers& layer) {
  std::vector<int> padded(static_cast<std::size_t>(layer.n), 1);
  padded.insert(padded.begin(), static_cast<std::size_t>(layer.p), 0);
  padded.insert(padded.end(), static_cast<std::size_t>(layer.p), 0);
  int windows = 0;
  for (int start = 0;; start += layer.s) {
    int place = start;
    for (int tap = 1; tap < layer.k; ++tap) place += layer.d;
    if (place >= static_cast<int>(padded.size())) return windows;
    ++windows;
  }
}

/// Stamps the kernel for each input, appends output_padding and takes the padding away at both ends.
int count_stamped(const Numbers& layer) {
  std::set<int> stamped;
  for (int input = 0; input < layer.n; ++input)
    for (int tap = 0; tap < layer.k; ++tap) stamped.insert(input * layer.s + tap * layer.d);
  int cells = 0;
  for (int place = 0; place <= *stamped.rbegin(); ++place) ++cells;
  for (int i = 0; i < layer.a; ++i) ++cells;
  for (int i = 0; i < layer.p; ++i) cells -= 2;
  return cells;
}

/// The output's sides, or zeros where the layer is refused.
PerAxis output_of(const LayerOptions& layer) {
  const Result<Operation> operation = make_operation(layer);
  return operation ? PerAxis{operation->rows.output, operation->cols.output} : PerAxis{0, 0};
}

PerAxis square(int side) {
  return {side, side};
}

/// "n", "k k": what the problems are about, in order.
std::string places_of_problems(const LayerOptions& layer) {
  const Result<Operation> operation = make_operation(layer);
  std::string places;
  if (operation) return places;
  for (const Problem& problem : operation.problems()) places += (places.empty() ? "" : " ") + problem.where;
  return places;
}

/// Expects one usage problem, at the parameter `where`, that says all of `texts`.
void expect_refused(const LayerOptions& layer, const std::string& where, const std::vector<std::string>& texts) {
  ASSERT_EQ(places_of_problems(layer), where);
  const Problem problem = make_operation(layer).problems().front();
  EXPECT_EQ(problem.kind, Problem::Kind::usage);
  for (const std::string& text : texts) {
    EXPECT_NE(to_line(problem).find(text), std::string::npos) << to_line(problem) << "\nlacks " << text;
  }
}

TEST(Convolution, OutputIsTheNumberOfPlacesWhereTheKernelFits) {
  for_all_small_numbers(0, [](const Numbers& numbers) {
    EXPECT_EQ(output_of(convolution(numbers)), square(count_windows(numbers))) << ::testing::PrintToString(numbers);
  });
}

TEST(Transposed, OutputIsTheStampedSpanCroppedByThePadding) {
  for_all_small_numbers(3, [](const Numbers& numbers) {
    const bool allowed = numbers.a < numbers.s || numbers.a < numbers.d;
    const int cells = allowed ? std::max(count_stamped(numbers), 0) : 0;
    EXPECT_EQ(output_of(transposed(numbers)), square(cells)) << ::testing::PrintToString(numbers);
  });
}

TEST(Pooling, OutputIsTheNumberOfPlacesWhereTheKernelFits) {
  for_all_small_numbers(0, [](const Numbers& numbers) {
    LayerOptions layer = convolution(numbers);
    layer.op = Operator::max_pooling;
    const bool allowed = numbers.p <= numbers.d * (numbers.k - 1);
    EXPECT_EQ(output_of(layer), square(allowed ? count_windows(numbers) : 0)) << ::testing::PrintToString(numbers);
  });
}

TEST(Transposed, KnownAnswersOfPyTorch) {
  EXPECT_EQ(output_of(transposed({.n = 10, .k = 3, .d = 2})), square(14));
  EXPECT_EQ(output_of(transposed({.n = 1, .k = 3, .s = 2, .p = 1, .a = 1})), square(2));
}

TEST(Transposed, OutputPaddingExtendsTheEnd) {
  EXPECT_EQ(output_of(transposed({.n = 3, .k = 3, .s = 2, .p = 1})), square(5));
  EXPECT_EQ(output_of(transposed({.n = 3, .k = 3, .s = 2, .p = 1, .a = 1})), square(6));
}

TEST(Transposed, OutputPaddingMayReachTheDilationInPlaceOfTheStride) {
  EXPECT_EQ(output_of(transposed({.n = 2, .k = 2, .s = 1, .d = 3, .a = 2})), square(7));
}

TEST(Convolution, DefaultsAreUnitStrideAndDilationWithoutPadding) {
  const Operation operation = *make_operation(bare(5, 3));
  Operation expected;
  expected.rows = expected.cols = Axis{5, 3, 1, {}, 1, 0, 3, false};
  EXPECT_EQ(operation, expected);
}

TEST(Pooling, StrideDefaultsToTheKernel) {
  LayerOptions layer = bare(12, 3, Operator::average_pooling);
  layer.k = PerAxis{3, 2};
  EXPECT_EQ(output_of(layer), (PerAxis{4, 6}));
  layer.s = PerAxis{1, 1};
  EXPECT_EQ(output_of(layer), (PerAxis{10, 11}));
}

TEST(Operation, AxesAreIndependent) {
  EXPECT_EQ(output_of(convolution({.n = 5, .k = 3, .s = 2, .p = 1}, {.n = 9, .k = 2, .d = 3})), (PerAxis{3, 6}));
  EXPECT_EQ(output_of(transposed({.n = 2, .k = 3, .s = 3, .a = 2}, {.n = 4, .k = 2, .p = 1})), (PerAxis{8, 3}));
}

TEST(Operation, KeepsWhatWasAskedFor) {
  const Operation operation = *make_operation(transposed({5, 3, 2, 1, 1, 1}, {7, 2, 1, 0, 3, 2}));
  EXPECT_TRUE(operation.transposed);
  EXPECT_EQ(operation.rows, (Axis{5, 3, 2, {1, 1}, 1, 1, 10, false}));
  EXPECT_EQ(operation.cols, (Axis{7, 2, 1, {}, 3, 2, 12, false}));
  EXPECT_EQ(operation.cols.effective_kernel(), 4);
}

TEST(Refusal, InputAndKernelAreRequired) {
  LayerOptions without_kernel = bare(5, 3);
  without_kernel.k.reset();
  expect_refused(without_kernel, "k", {"missing", "-k 3"});
  LayerOptions without_input = bare(5, 3);
  without_input.n.reset();
  expect_refused(without_input, "n", {"missing", "-n 5"});
  EXPECT_EQ(places_of_problems({}), "n k");
}

TEST(Refusal, EveryNumberHasItsRange) {
  expect_refused(transposed({.n = -7}), "n", {"-7", "1 to 2147483647"});
  expect_refused(transposed({.k = 0}), "k", {"0", "1 to 2147483647"});
  expect_refused(transposed({.s = 0}), "s", {"0", "1 to 2147483647"});
  expect_refused(transposed({.p = -1}), "p", {"-1", "0 to 2147483647"});
  expect_refused(transposed({.d = 0}), "d", {"0", "1 to 2147483647"});
  expect_refused(transposed({.a = -2}), "a", {"-2", "0 to 2147483647"});
  LayerOptions counts = bare(5, 3);
  counts.channels = 16385;
  expect_refused(counts, "channels", {"16385", "1 to 16384"});
}

TEST(Refusal, TheLargestNumberIsAllowed) {
  EXPECT_EQ(output_of(convolution({.n = kLargestSize}, {.n = 2})), (PerAxis{kLargestSize, 2}));
}

TEST(Refusal, KernelLargerThanThePaddedInput) {
  expect_refused(bare(5, 9), "k", {"spans 9 cells", "5 + 2*0 = 5", "use k=5"});
  expect_refused(convolution({.n = 5, .k = 4, .p = 1, .d = 3}), "k", {"3*(4 - 1) + 1 = 10", "5 + 2*1 = 7"});
  expect_refused(convolution({.n = 5, .k = 6}, {.n = 9, .k = 6}), "k", {"6 rows", "5 + 2*0 = 5"});
  expect_refused(convolution({.n = 9, .k = 6}, {.n = 5, .k = 6}), "k", {"6 columns", "5 + 2*0 = 5"});
}

TEST(Refusal, OutputPaddingNotBelowStrideOrDilation) {
  expect_refused(transposed({.n = 3, .k = 3, .s = 2, .a = 2}), "a", {"output_padding 2", "stride 2", "use a=1"});
  expect_refused(transposed({.n = 3, .k = 3, .d = 4, .a = 5}), "a", {"output_padding 5", "dilation 4", "use a=3"});
  expect_refused(transposed({.n = 3, .k = 3, .a = 1}, {.n = 3, .k = 3}), "a", {"rows: ", "stride 1", "use a=0"});
}

TEST(Refusal, OutputPaddingOfADirectConvolution) {
  LayerOptions layer = bare(5, 3);
  layer.a = PerAxis{0, 1};
  expect_refused(layer, "a", {"output_padding", "--transposed"});
  layer.a = PerAxis{0, 0};
  EXPECT_EQ(output_of(layer), square(3));
}

TEST(Refusal, PaddingThatLeavesNothingOfATransposedOutput) {
  expect_refused(transposed({.n = 2, .k = 3, .s = 2, .p = 3}), "p", {"(2 - 1)*2 - 2*3 + 1*(3 - 1) + 0 + 1 = -1"});
  expect_refused(transposed({.n = 3, .k = 1}, {.n = 3, .k = 1, .p = 2}), "p", {"columns: ", "= -1"});
}

TEST(Pooling, PaddedByMoreThanHalfTheKernelIsTakenWithARemark) {
  LayerOptions layer = bare(9, 3, Operator::max_pooling);
  layer.p = PerAxis{1, 1};
  EXPECT_EQ(output_of(layer), square(3));
  EXPECT_EQ(remarks_on(layer, *make_operation(layer)), std::vector<std::string>());
  layer.p = PerAxis{1, 2};
  EXPECT_EQ(output_of(layer), (PerAxis{3, 4}));
  EXPECT_EQ(remarks_on(layer, *make_operation(layer)),
            std::vector<std::string>{"PyTorch refuses this pooling layer: its padding may be at most half the kernel, "
                                     "3/2 = 1, not 2; ONNX accepts it"});
}

TEST(Refusal, PoolingWindowsInThePaddingAsAWhole) {
  LayerOptions layer = bare(9, 3, Operator::max_pooling);
  layer.p = PerAxis{3, 3};
  expect_refused(layer, "p", {"the kernel spans 3, and the padding 3", "use p=2 or less"});
  layer.p = PerAxis{2, 3};
  expect_refused(layer, "p", {"columns: "});
  layer.d = PerAxis{2, 2};
  EXPECT_EQ(output_of(layer), (PerAxis{3, 4}));
}

TEST(Refusal, PoolingIsNeverTransposed) {
  LayerOptions layer = bare(4, 2, Operator::max_pooling);
  layer.transposed = true;
  expect_refused(layer, "transposed", {"pooling"});
}

TEST(Refusal, AveragePoolingHasNoDilation) {
  LayerOptions layer = bare(9, 2, Operator::average_pooling);
  layer.d = PerAxis{1, 2};
  expect_refused(layer, "d", {"average pooling", "dilation"});
  layer.op = Operator::max_pooling;
  EXPECT_EQ(output_of(layer), square(4));
}

/// What check_drawable() says of a valid layer; nothing if it can be drawn.
std::string undrawable(const LayerOptions& layer) {
  const Status status = check_drawable(*make_operation(layer));
  return status ? std::string() : to_line(status.problems().front());
}

TEST(Undrawable, AreMoreCellsThanTheMost) {
  EXPECT_EQ(undrawable(convolution({.n = 4096})), "");
  EXPECT_EQ(undrawable(convolution({.n = 4096}, {.n = 4097})),
            "n: the figure would have 16781312 cells or more in one map, over the limit of 16777216; use a smaller "
            "input or less padding");
  EXPECT_NE(undrawable(convolution({.n = 1, .k = 1, .s = 16384, .p = 16384})), "");
  EXPECT_NE(undrawable(transposed({.n = 2048, .s = 4})), "");
  EXPECT_NE(undrawable(transposed({16384, 16384, 16384, 0, 16384, 0})), "");
}

TEST(Undrawable, AreNumbersOverTheLargest) {
  EXPECT_EQ(
      undrawable(convolution({.n = 16385}, {.n = 1})),
      "n: an input of 16385 can't be drawn; give at most 16384, or see 'convarith shape', which has no such limit");
  EXPECT_EQ(undrawable(convolution({.n = 1, .k = 1, .s = 16385})).substr(0, 2), "s:");
  EXPECT_EQ(undrawable(convolution({.n = 1, .k = 16385, .p = 8192})).substr(0, 2), "k:");
  EXPECT_EQ(undrawable(convolution({.n = 1, .k = 1, .p = 16385})).substr(0, 2), "p:");
}

TEST(Refusal, TheLargestNumbersTogetherDoNotOverflow) {
  constexpr int most = kLargestSize;
  expect_refused(convolution({16384, 16384, 16384, 16384, 16384, 0}), "k", {"16384*(16384 - 1) + 1 = 268419073"});
  expect_refused(transposed({most, most, most, most, most, 0}), "k", {"= 4611686011984936963 cells"});
  expect_refused(transposed({most, 1, most, 0, 1, 0}), "n", {"the output would have 4611686011984936963 cells"});
  expect_refused(convolution({most, 1, 1, most, 1, 0}), "p", {"6442450941 cells, over the limit of 2147483647"});
  LayerOptions heavy = bare(most, most);
  heavy.channels = heavy.filters = 16384;
  expect_refused(heavy, "k", {"1e+27 weights"});
  LayerOptions ceiled = bare(most, 2, Operator::max_pooling);
  ceiled.s = PerAxis::all(most);
  ceiled.ceil_mode = true;
  EXPECT_EQ(output_of(ceiled), square(1));
  for (const PaddingRule rule : {PaddingRule::tf_same, PaddingRule::same_lower, PaddingRule::half}) {
    LayerOptions ruled = convolution({most / 2, most / 2, 3, 0, 1, 0});
    ruled.p = rule;
    EXPECT_TRUE(make_operation(ruled));
  }
}

TEST(Refusal, OfPaddingThatHoldsCellsIsOfFarFewer) {
  LayerOptions layer = convolution({.n = 40000, .k = 1, .p = 16385});
  EXPECT_TRUE(make_operation(layer));
  layer.padding_mode = PaddingMode::reflect;
  expect_refused(layer, "p", {"16385 cells of padding", "use p=16384 or less"});
}

TEST(Refusal, OfGroupsNamesThoseThatThereCanBe) {
  LayerOptions layer = bare(5, 3);
  const auto hint = [&layer](int channels, std::optional<int> filters, int groups) {
    layer.channels = channels;
    layer.filters = filters;
    layer.groups = groups;
    return make_operation(layer).problems().front().hint;
  };
  EXPECT_EQ(hint(3, 4, 2), "only 1 divides them: use groups=1");
  EXPECT_EQ(hint(3, {}, 2), "use 1 or 3 groups");
  EXPECT_EQ(hint(12, 18, 5), "use 1, 2, 3 or 6 groups");
  EXPECT_EQ(hint(360, 720, 7), "use a divisor of 360");
  EXPECT_EQ(hint(1, 1, 2), "only 1 divides them: use groups=1");
}

/// The columns of a transposed convolution with an output size; none if it is refused.
std::optional<Axis> sized(LayerOptions layer, int size) {
  layer.output_size = PerAxis::all(size);
  const Result<Operation> operation = make_operation(layer);
  return operation ? std::optional(operation->cols) : std::nullopt;
}

/// (TensorFlow: tf.nn.conv2d_transpose takes the sizes m with ceil(m/s) = n.)
TEST(OutputSize, OfTensorFlowsSameIsWhatItsConvolutionWouldShrink) {
  LayerOptions layer = transposed({62, 16, 8, 0, 1, 0});
  layer.a.reset();
  layer.p = PaddingRule::tf_same;
  EXPECT_FALSE(sized(layer, 488));
  EXPECT_FALSE(sized(layer, 497));
  for (int size = 489; size <= 496; ++size) {
    const auto axis = sized(layer, size);
    ASSERT_TRUE(axis) << size;
    LayerOptions back = convolution({size, 16, 8, 0, 1, 0});
    back.p = PaddingRule::tf_same;
    EXPECT_EQ(make_operation(back)->cols.output, 62);
    EXPECT_EQ(make_operation(back)->cols.padding, axis->padding);
    EXPECT_EQ(axis->output, size);
  }
  layer.output_size = PerAxis::all(500);
  expect_refused(layer, "output_size", {"can't have the size 500; give a size from 489 to 496"});
  layer.k = PerAxis::all(3);
  EXPECT_EQ(sized(layer, 496)->output_padding, 5);
  EXPECT_EQ(sized(layer, 489)->padding, (Sides{1, 1}));
}

/// (PyTorch: ConvTranspose2d; ONNX: ConvTranspose, whose extra cell is cut off the start.)
TEST(OutputSize, BesideOutputPaddingIsReachedByThePadding) {
  LayerOptions layer = transposed({4, 3, 2, 1, 1, 1});
  EXPECT_EQ(sized(layer, 8)->padding, (Sides{1, 1}));
  EXPECT_EQ(sized(layer, 7)->padding, (Sides{2, 1}));
  EXPECT_EQ(sized(layer, 7)->output_padding, 1);
  EXPECT_EQ(sized(layer, 10)->padding, (Sides{0, 0}));
  EXPECT_FALSE(sized(layer, 11));
  layer.output_size = PerAxis::all(8);
  EXPECT_TRUE(remarks_on(layer, *make_operation(layer)).empty());
  layer.output_size = PerAxis::all(7);
  EXPECT_EQ(remarks_on(layer, *make_operation(layer)).size(), 1u);
  layer.p = PaddingRule::tf_same;
  EXPECT_EQ(sized(layer, 7)->padding, (Sides{1, 2}));
}

TEST(Refusal, SeveralProblemsAreReportedTogether) {
  EXPECT_EQ(places_of_problems(transposed({.n = 0, .k = 0, .s = 0, .p = -1, .d = 0, .a = -1})), "n k s p d a");
  EXPECT_EQ(places_of_problems(convolution({.n = 2, .k = 3}, {.n = 3, .k = 4})), "k k");
  EXPECT_EQ(places_of_problems(transposed({.n = 1, .p = 1, .a = 1})), "a p");

  LayerOptions pooling = bare(2, 5, Operator::max_pooling);
  pooling.d = PerAxis{4, 4};
  pooling.p = PerAxis{3, 3};
  EXPECT_EQ(places_of_problems(pooling), "k");

  LayerOptions average = bare(5, 2, Operator::average_pooling);
  average.transposed = true;
  average.d = PerAxis{2, 2};
  EXPECT_EQ(places_of_problems(average), "transposed d");
}

TEST(Problem, LineHasPlaceReasonAndHint) {
  EXPECT_EQ(to_line(usage_problem("-k", "too large", "use -k 5")), "-k: too large; use -k 5");
  EXPECT_EQ(to_line(usage_problem("", "too large")), "too large");
}

}  // namespace
}  // namespace convarith::testing::operation_test
