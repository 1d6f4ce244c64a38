#include "arithmetic/alt_text.hpp"

#include <gtest/gtest.h>

#include <random>
#include <regex>
#include <sstream>
#include <string>

#include "arithmetic/walkthrough.hpp"
#include "tests/arithmetic/layers.hpp"

namespace convarith::testing::alt_text_test {
namespace {

std::string alt(const LayerOptions& options) {
  return alt_text(*make_chain(options));
}

std::string stamp_alt(const LayerOptions& options) {
  return stamp_alt_text(*make_operation(options));
}

LayerOptions pooling(Operator op, const Numbers& numbers) {
  LayerOptions options = convolution(numbers);
  options.op = op;
  return options;
}

LayerOptions row(int n, int k) {
  LayerOptions options;
  options.dims = 1;
  options.n = PerAxis::all(n);
  options.k = PerAxis::all(k);
  return options;
}

LayerOptions with_channels(int channels, int filters, int groups) {
  LayerOptions options = bare(5, 3);
  options.channels = channels;
  options.filters = filters;
  options.groups = groups;
  return options;
}

TEST(AltText, OfAConvolutionLeavesOutWhatIsUsual) {
  EXPECT_EQ(alt(bare(4, 3)), "A 3x3 kernel slides over a 4x4 input and gives a 2x2 output");
  EXPECT_EQ(alt(convolution({5, 3, 2, 1})),
            "A 3x3 kernel slides with stride 2 over a 5x5 input padded by 1 and gives a 3x3 output");
  EXPECT_EQ(alt(convolution({7, 3, 1, 0, 2})),
            "A 3x3 kernel dilated by 2 slides over a 7x7 input and gives a 3x3 output");
}

TEST(AltText, SaysWhereAxesDiffer) {
  EXPECT_EQ(
      alt(convolution({5, 3, 2, 1}, {8, 2, 1, 2, 3})),
      "A 3x2 kernel dilated by 1 down and 3 across slides with stride 2 down and 1 across over a 5x8 input padded "
      "by 1 at the top and bottom and by 2 at the left and right, and gives a 3x9 output");
}

TEST(AltText, NamesTheSidesThatArePadded) {
  LayerOptions options = bare(6, 2);
  options.p = SidedPadding{{0, 1}, {0, 1}, {}};
  EXPECT_EQ(alt(options),
            "A 2x2 kernel slides over a 6x6 input padded by 1 at the bottom and right, and gives a 6x6 output");
  options.p = SidedPadding{{1, 2}, {3, 0}, {}};
  EXPECT_EQ(alt(options),
            "A 2x2 kernel slides over a 6x6 input padded by 1 at the top, by 2 at the bottom and by 3 at the left, and "
            "gives an 8x8 output");
  options = row(7, 3);
  options.p = PaddingRule::causal;
  EXPECT_EQ(alt(options), "A kernel of 3 slides over a row of 7 padded by 2 at the left and gives a row of 7");
}

TEST(AltText, SaysWhatPaddingHolds) {
  LayerOptions options = convolution({5, 3, 1, 1});
  options.padding_mode = PaddingMode::reflect;
  EXPECT_EQ(alt(options), "A 3x3 kernel slides over a 5x5 input padded by reflection by 1 and gives a 5x5 output");
  options.padding_mode = PaddingMode::replicate;
  EXPECT_EQ(alt(options), "A 3x3 kernel slides over a 5x5 input padded by replication by 1 and gives a 5x5 output");
  options.padding_mode = PaddingMode::circular;
  EXPECT_EQ(alt(options), "A 3x3 kernel slides over a 5x5 input padded circularly by 1 and gives a 5x5 output");
}

TEST(AltText, OfOneDimensionSpeaksOfRows) {
  LayerOptions options = row(11, 3);
  EXPECT_EQ(alt(options), "A kernel of 3 slides over a row of 11 and gives a row of 9");
  options.channels = 2;
  options.filters = 4;
  EXPECT_EQ(alt(options), "4 filters of 3 slide over a row of 11 in 2 channels and give a row of 9 in 4 channels");
}

TEST(AltText, OfPooling) {
  LayerOptions options = bare(4, 2, Operator::max_pooling);
  EXPECT_EQ(alt(options), "A 2x2 max pooling window slides with stride 2 over a 4x4 input and gives a 2x2 output");
  options = pooling(Operator::average_pooling, {5, 3, 2, 1});
  options.count_include_pad = false;
  EXPECT_EQ(alt(options),
            "A 3x3 average pooling window slides with stride 2 over a 5x5 input padded by 1 and gives a 3x3 output, "
            "padding not counted");
  options = pooling(Operator::average_pooling, {5, 3, 1});
  options.divisor_override = 2;
  EXPECT_EQ(alt(options),
            "A 3x3 average pooling window slides over a 5x5 input and gives a 3x3 output, sums divided by 2");
}

TEST(AltText, OfPoolingSaysWhatCeilModeDoesOnlyWhereItDoesSomething) {
  LayerOptions options = pooling(Operator::max_pooling, {10, 3, 2});
  options.ceil_mode = true;
  EXPECT_EQ(alt(options),
            "A 3x3 max pooling window slides with stride 2 over a 10x10 input and gives a 5x5 output, its last windows "
            "reaching over the edge");
  options.n = PerAxis::all(9);
  EXPECT_EQ(alt(options), "A 3x3 max pooling window slides with stride 2 over a 9x9 input and gives a 4x4 output");
  options = pooling(Operator::max_pooling, {9, 4, 4, 2});
  options.ceil_mode = true;
  EXPECT_EQ(
      alt(options),
      "A 4x4 max pooling window slides with stride 4 over a 9x9 input padded by 2 and gives a 3x3 output, without "
      "the windows that would begin in the padding");
}

TEST(AltText, OfAdaptivePooling) {
  LayerOptions options;
  options.op = Operator::average_pooling;
  options.n = PerAxis{7, 8};
  options.adaptive = PerAxis{3, 2};
  EXPECT_EQ(alt(options),
            "Adaptive average pooling moves windows of up to 3x4 over a 7x8 input and gives a 3x2 output");
}

TEST(AltText, OfATransposedConvolutionIsTheDirectOneThatIsDrawn) {
  EXPECT_EQ(alt(transposed({3, 3, 2, 1})),
            "A transposed convolution: a 3x3 kernel slides over a 3x3 input spread by stride 2 with zeros between and "
            "padded by 1, and gives a 5x5 output");
  EXPECT_EQ(alt(transposed({2, 3})),
            "A transposed convolution: a 3x3 kernel slides over a 2x2 input padded by 2 and gives a 4x4 output");
  EXPECT_EQ(alt(transposed({3, 3, 2, 1, 1, 1})),
            "A transposed convolution: a 3x3 kernel slides over a 3x3 input spread by stride 2 with zeros between and "
            "padded by 1 at the top and left and by 2 at the bottom and right, output_padding 1 included, and gives a "
            "6x6 output");
  EXPECT_EQ(alt(transposed({7, 3, 1, 3})),
            "A transposed convolution: a 3x3 kernel slides over a 7x7 input cropped by 1 and gives a 3x3 output");
}

TEST(AltText, OfATransposedConvolutionThatStamps) {
  EXPECT_EQ(
      stamp_alt(transposed({3, 3, 2, 1})),
      "A transposed convolution: each cell of a 3x3 input stamps a 3x3 kernel with stride 2, overlaps add up, 1 on "
      "every side is cut off, and a 5x5 output comes out");
  EXPECT_EQ(stamp_alt(transposed({2, 2, 2})),
            "A transposed convolution: each cell of a 2x2 input stamps a 2x2 kernel with stride 2, and a 4x4 output "
            "comes out");
  EXPECT_EQ(stamp_alt(transposed({3, 3, 2, 0, 1, 1})),
            "A transposed convolution: each cell of a 3x3 input stamps a 3x3 kernel with stride 2, overlaps add up, "
            "output_padding adds 1 at the bottom and right, and an 8x8 output comes out");
}

TEST(AltText, OfChannelsFiltersAndGroups) {
  EXPECT_EQ(alt(with_channels(3, 1, 1)), "A 3x3 kernel slides over a 5x5 input of 3 channels and gives a 3x3 output");
  EXPECT_EQ(alt(with_channels(3, 4, 1)),
            "4 filters of 3x3 slide over a 5x5 input of 3 channels and give a 3x3 output of 4 channels");
  EXPECT_EQ(alt(with_channels(4, 6, 2)),
            "6 filters of 3x3 in 2 groups slide over a 5x5 input of 4 channels and give a 3x3 output of 6 channels");
  EXPECT_EQ(alt(with_channels(3, 3, 3)),
            "A depthwise convolution: a 3x3 kernel for each channel slides over a 5x5 input of 3 channels and gives a "
            "3x3 output of 3 channels");
  EXPECT_EQ(
      alt(with_channels(3, 6, 3)),
      "A depthwise convolution: 2 kernels of 3x3 for each channel slide over a 5x5 input of 3 channels and give a "
      "3x3 output of 6 channels");
}

TEST(AltText, OfA1x1ConvolutionThatFollows) {
  LayerOptions options = with_channels(3, 3, 3);
  options.pointwise = 4;
  EXPECT_EQ(
      alt(options),
      "A depthwise-separable convolution: a 3x3 kernel for each channel slides over a 5x5 input of 3 channels and "
      "gives a 3x3 map of 3 channels, which 4 filters of 1x1 turn into an output of 4 channels");
  options.pointwise = 1;
  EXPECT_NE(alt(options).find("which a kernel of 1x1 turns into an output"), std::string::npos);
}

TEST(AltText, OfLayersInARowTellsWhatEachMakesOfTheMapBeforeIt) {
  LayerOptions second = bare(3, 2, Operator::max_pooling);
  second.channels = 4;
  second.s = PerAxis::all(1);
  LayerOptions third = bare(2, 2);
  third.channels = 4;
  third.filters = 2;
  const Operation first = *make_operation(with_channels(3, 4, 1));
  EXPECT_EQ(alt_text(*make_chain({first, *make_operation(second), *make_operation(third)})),
            "4 filters of 3x3 slide over a 5x5 input of 3 channels and give a 3x3 map of 4 channels, which a 2x2 max "
            "pooling window turns into a 2x2 map of 4 channels, which 2 filters of 2x2 turn into a 1x1 output of 2 "
            "channels");
}

TEST(AltText, SaysAnWhereANumberBeginsWithAVowel) {
  EXPECT_EQ(alt(bare(18, 8)), "An 8x8 kernel slides over an 18x18 input and gives an 11x11 output");
  EXPECT_EQ(alt(bare(110, 100)), "A 100x100 kernel slides over a 110x110 input and gives an 11x11 output");
}

/// What a sentence says of one axis, read without knowing how it was made.
int number_before(const std::string& text, const std::string& pattern, int absent) {
  std::smatch match;
  return std::regex_search(text, match, std::regex(pattern)) ? std::stoi(match[1]) : absent;
}

TEST(AltText, HasTheNumbersOfTheLayer) {
  for_all_small_numbers(0, [](const Numbers& numbers) {
    const auto operation = make_operation(convolution(numbers));
    if (!operation) return;
    const std::string text = alt_text(*operation);
    EXPECT_EQ(number_before(text, R"(x(\d+) kernel)", 0), numbers.k) << text;
    EXPECT_EQ(number_before(text, R"(stride (\d+))", 1), numbers.s) << text;
    EXPECT_EQ(number_before(text, R"(dilated by (\d+))", 1), numbers.d) << text;
    EXPECT_EQ(number_before(text, R"(padded by (\d+))", 0), numbers.p) << text;
    EXPECT_EQ(number_before(text, R"(x(\d+) input)", 0), numbers.n) << text;
    EXPECT_EQ(number_before(text, R"(x(\d+) output)", 0), operation->cols.output) << text;
  });
}

/// What a sentence says of one side: cells of padding, or less than 0 where it is cropped.
int cells_at(const std::string& text, const std::string& side) {
  std::istringstream words(std::regex_replace(text, std::regex(","), " "));
  int sign = 0;
  int number = 0;
  int found = 0;
  bool has_sides = false;
  for (std::string word; words >> word && word != "gives" && word != "output_padding";) {
    if (word == "padded" || word == "cropped") {
      if (!has_sides) found += sign * number;
      sign = word == "padded" ? 1 : -1;
      has_sides = false;
    } else if (word == "by" && sign != 0) {
      words >> number;
    } else if (word == "at") {
      has_sides = true;
    } else if (word == side) {
      found += sign * number;
    }
  }
  return has_sides ? found : found + sign * number;
}

TEST(AltText, OfTransposedLayersHasThePaddingThatIsDrawn) {
  std::mt19937 random(8);
  for (int i = 0; i < 4000; ++i) {
    const auto up_to = [&](int most) { return static_cast<int>(random() % static_cast<unsigned>(most + 1)); };
    LayerOptions options = transposed({1 + up_to(5), 1 + up_to(4), 1 + up_to(2), 0, 1 + up_to(1), 0});
    options.p = SidedPadding{{up_to(4), up_to(4)}, {0, 0}, {}};
    options.a = PerAxis{up_to(1), 0};
    const auto operation = make_operation(options);
    if (!operation) continue;
    const std::string text = alt_text(*operation);
    const AxisWalk walk = walk_along(operation->rows, *operation);
    const int top = walk.first_input;
    const int bottom = walk.plane - 1 - walk.place_of(walk.input - 1);
    EXPECT_EQ(cells_at(text, "top"), top) << text;
    EXPECT_EQ(cells_at(text, "bottom"), bottom) << text;
  }
}

}  // namespace
}  // namespace convarith::testing::alt_text_test
