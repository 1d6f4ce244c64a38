#include "arithmetic/heading.hpp"

#include <gtest/gtest.h>

#include <string>

#include "tests/arithmetic/layers.hpp"

namespace convarith::testing::heading_test {
namespace {

std::string heading(const LayerOptions& options) {
  return heading_text(*make_chain(options));
}

LayerOptions pooling(Operator op, const Numbers& numbers) {
  LayerOptions options = convolution(numbers);
  options.op = op;
  return options;
}

LayerOptions with_channels(int channels, int filters, int groups) {
  LayerOptions options = bare(5, 3);
  options.channels = channels;
  options.filters = filters;
  options.groups = groups;
  return options;
}

LayerOptions padded(const Padding& padding, PaddingMode mode = PaddingMode::zeros) {
  LayerOptions options = bare(5, 3);
  options.p = padding;
  options.padding_mode = mode;
  return options;
}

TEST(Heading, LeavesOutWhatIsUsual) {
  EXPECT_EQ(heading(bare(4, 3)), "Convolution with a 3 × 3 kernel");
  EXPECT_EQ(heading(convolution({5, 3, 2, 1})), "Convolution with a 3 × 3 kernel, stride 2 and padding 1");
  EXPECT_EQ(heading(convolution({7, 3, 1, 0, 2})), "Convolution with a 3 × 3 kernel and dilation 2");
  EXPECT_EQ(heading(bare(9, 8)), "Convolution with an 8 × 8 kernel");
}

TEST(Heading, SaysWhereAxesDiffer) {
  EXPECT_EQ(heading(convolution({5, 3, 2, 1}, {8, 2, 1, 2, 3})),
            "Convolution with a 3 × 2 kernel, stride 2 × 1, padding 1 × 2 and dilation 1 × 3");
}

TEST(Heading, SaysHowInputsArePadded) {
  EXPECT_EQ(heading(padded(PaddingRule::same)), "Convolution with a 3 × 3 kernel and same padding");
  EXPECT_EQ(heading(padded(PaddingRule::full)), "Convolution with a 3 × 3 kernel and full padding");
  EXPECT_EQ(heading(padded(PaddingRule::valid)), "Convolution with a 3 × 3 kernel");
  EXPECT_EQ(heading(padded(SidedPadding{{1, 0}, {1, 2}, {}})),
            "Convolution with a 3 × 3 kernel and padding 1 at the top and left and 2 at the right");
  EXPECT_EQ(heading(padded(PerAxis::all(1), PaddingMode::reflect)),
            "Convolution with a 3 × 3 kernel and padding 1 by reflection");
  EXPECT_EQ(heading(padded(PerAxis::all(1), PaddingMode::replicate)),
            "Convolution with a 3 × 3 kernel and padding 1 by replication");
  EXPECT_EQ(heading(padded(PerAxis::all(1), PaddingMode::circular)),
            "Convolution with a 3 × 3 kernel and padding 1 from the other side");
}

TEST(Heading, SaysWhichChannelsMeet) {
  EXPECT_EQ(heading(with_channels(3, 1, 1)), "Convolution with a 3 × 3 kernel over 3 channels");
  EXPECT_EQ(heading(with_channels(1, 2, 1)), "Convolution with 2 filters of 3 × 3");
  EXPECT_EQ(heading(with_channels(4, 2, 2)), "Convolution with 2 filters of 3 × 3 over 4 channels in 2 groups");
  EXPECT_EQ(heading(with_channels(3, 3, 3)), "Depthwise convolution with 3 kernels of 3 × 3");
  LayerOptions pointwise = with_channels(3, 2, 1);
  pointwise.k = PerAxis::all(1);
  EXPECT_EQ(heading(pointwise), "Pointwise convolution with 2 filters of 1 × 1 over 3 channels");
}

TEST(Heading, SaysWhatFollows) {
  LayerOptions separable = with_channels(3, 3, 3);
  separable.pointwise = 2;
  EXPECT_EQ(heading(separable),
            "Depthwise-separable convolution with 3 kernels of 3 × 3, then a 1 × 1 convolution to 2 channels");
}

TEST(Heading, OfOneDimension) {
  LayerOptions row;
  row.dims = 1;
  row.n = PerAxis::all(7);
  row.k = PerAxis::all(3);
  row.s = PerAxis::all(2);
  EXPECT_EQ(heading(row), "1-D convolution with a kernel of 3 and stride 2");
  row.op = Operator::max_pooling;
  EXPECT_EQ(heading(row), "1-D max pooling with windows of 3 and stride 2");
}

TEST(Heading, OfPoolings) {
  EXPECT_EQ(heading(pooling(Operator::max_pooling, {4, 2, 2})), "Max pooling with 2 × 2 windows");
  EXPECT_EQ(heading(pooling(Operator::max_pooling, {5, 3, 1})), "Max pooling with 3 × 3 windows and stride 1");
  LayerOptions average = pooling(Operator::average_pooling, {5, 3, 2, 1});
  average.count_include_pad = false;
  average.ceil_mode = true;
  EXPECT_EQ(heading(average),
            "Average pooling with 3 × 3 windows, stride 2, padding 1, sizes rounded up and padding not counted");
  LayerOptions divided = pooling(Operator::average_pooling, {4, 2, 2});
  divided.divisor_override = 3;
  EXPECT_EQ(heading(divided), "Average pooling with 2 × 2 windows and sums divided by 3");
}

TEST(Heading, OfAdaptivePoolings) {
  LayerOptions adaptive;
  adaptive.op = Operator::max_pooling;
  adaptive.n = PerAxis::all(7);
  adaptive.adaptive = PerAxis{3, 2};
  EXPECT_EQ(heading(adaptive), "Adaptive max pooling to a 3 × 2 output");
}

TEST(Heading, OfTransposedConvolutions) {
  EXPECT_EQ(heading(transposed({2, 3, 2, 1, 1, 1})),
            "Transposed convolution with a 3 × 3 kernel, stride 2, padding 1 and output padding 1");
  EXPECT_EQ(heading(transposed({2, 3})), "Transposed convolution with a 3 × 3 kernel");
}

}  // namespace
}  // namespace convarith::testing::heading_test
