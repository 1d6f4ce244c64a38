#include "convarith/operation.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "layers.hpp"

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
    const bool allowed = 2 * numbers.p <= numbers.k;
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
  expect_refused(transposed({.n = -7}), "n", {"-7", "1 to 16384"});
  expect_refused(transposed({.k = 0}), "k", {"0", "1 to 16384"});
  expect_refused(transposed({.s = 0}), "s", {"0", "1 to 16384"});
  expect_refused(transposed({.p = -1}), "p", {"-1", "0 to 16384"});
  expect_refused(transposed({.d = 0}), "d", {"0", "1 to 16384"});
  expect_refused(transposed({.a = -2}), "a", {"-2", "0 to 16384"});
  expect_refused(convolution({.n = 16385}, {.n = 1}), "n", {"16385"});
  expect_refused(convolution({.n = 1}, {.n = 16385}), "n", {"16385"});
}

TEST(Refusal, TheLargestNumberIsAllowed) {
  EXPECT_EQ(output_of(convolution({.n = 16384}, {.n = 2})), (PerAxis{16384, 2}));
}

TEST(Refusal, KernelLargerThanThePaddedInput) {
  expect_refused(bare(5, 9), "k", {"spans 9 cells", "5 + 2*0 = 5", "-k 5"});
  expect_refused(convolution({.n = 5, .k = 4, .p = 1, .d = 3}), "k", {"3*(4 - 1) + 1 = 10", "5 + 2*1 = 7"});
  expect_refused(convolution({.n = 5, .k = 6}, {.n = 9, .k = 6}), "k", {"6 rows", "5 + 2*0 = 5"});
  expect_refused(convolution({.n = 9, .k = 6}, {.n = 5, .k = 6}), "k", {"6 columns", "5 + 2*0 = 5"});
}

TEST(Refusal, OutputPaddingNotBelowStrideOrDilation) {
  expect_refused(transposed({.n = 3, .k = 3, .s = 2, .a = 2}), "a", {"output_padding 2", "stride 2", "-a 1"});
  expect_refused(transposed({.n = 3, .k = 3, .d = 4, .a = 5}), "a", {"output_padding 5", "dilation 4", "-a 3"});
  expect_refused(transposed({.n = 3, .k = 3, .a = 1}, {.n = 3, .k = 3}), "a", {"rows: ", "stride 1", "-a 0"});
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

TEST(Refusal, PoolingPaddingOverHalfTheKernel) {
  LayerOptions layer = bare(9, 3, Operator::max_pooling);
  layer.p = PerAxis{2, 2};
  expect_refused(layer, "p", {"3/2 = 1", "not 2", "-p 1"});
  layer.p = PerAxis{1, 2};
  expect_refused(layer, "p", {"columns: ", "not 2"});
  layer.p = PerAxis{1, 1};
  EXPECT_EQ(output_of(layer), square(3));
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

TEST(Refusal, MoreCellsThanCanBeDrawn) {
  EXPECT_EQ(output_of(convolution({.n = 4096})), square(4096));
  expect_refused(convolution({.n = 4096}, {.n = 4097}), "n", {"16781312 cells", "16777216"});
  expect_refused(convolution({.n = 1, .k = 1, .s = 16384, .p = 16384}), "n", {"1073807361 cells"});
  expect_refused(transposed({.n = 2048, .s = 4}), "n", {"cells"});
}

TEST(Refusal, TheLargestNumbersTogetherDoNotOverflow) {
  expect_refused(transposed({16384, 16384, 16384, 0, 16384, 0}), "n", {"cells"});
  expect_refused(convolution({16384, 16384, 16384, 16384, 16384, 0}), "k", {"16384*(16384 - 1) + 1 = 268419073"});
}

TEST(Refusal, SeveralProblemsAreReportedTogether) {
  EXPECT_EQ(places_of_problems(transposed({.n = 0, .k = 0, .s = 0, .p = -1, .d = 0, .a = -1})), "n k s p d a");
  EXPECT_EQ(places_of_problems(convolution({.n = 2, .k = 3}, {.n = 3, .k = 4})), "k k");
  EXPECT_EQ(places_of_problems(transposed({.n = 1, .p = 1, .a = 1})), "a p");

  LayerOptions pooling = bare(2, 5, Operator::max_pooling);
  pooling.d = PerAxis{4, 4};
  pooling.p = PerAxis{3, 3};
  EXPECT_EQ(places_of_problems(pooling), "p k");

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
