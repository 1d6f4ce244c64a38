#include "arithmetic/random_values.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace convarith::testing::random_values_test {
namespace {

Operation layer(int n, int k, bool has_bias = false, int channels = 1) {
  LayerOptions options;
  options.n = PerAxis::all(n);
  options.k = PerAxis::all(k);
  options.channels = channels;
  options.has_bias = has_bias;
  return *make_operation(options);
}

ChainValues all_made_up(const Chain& chain, const RandomValues& random) {
  ChainValues values(chain.size());
  EXPECT_TRUE(fill_in_random_values(chain, random, values));
  return values;
}

LayerValues made_up(const Operation& operation, const RandomValues& random) {
  return all_made_up(operation, random).front();
}

TEST(SplitMix64, GivesItsKnownOutputs) {
  // Of S. Vigna's splitmix64.c.
  SplitMix64 from_zero(0);
  for (const std::uint64_t output : {0xe220a8397b1dcdafU, 0x6e789e6aa1b965f4U, 0x06c45d188009454fU}) {
    EXPECT_EQ(from_zero.next(), output);
  }
  SplitMix64 other(1234567);
  for (const std::uint64_t output : {6457827717110365317U, 3203168211198807973U, 9817491932198370423U,
                                     4593380528125082431U, 16408922859458223821U}) {
    EXPECT_EQ(other.next(), output);
  }
}

// The numbers were computed by a few lines of Python, written after the header.
TEST(RandomValues, AreAsTheHeaderSays) {
  const LayerValues seven = made_up(layer(3, 3, true), {7, 0});
  EXPECT_EQ(seven.input, (Tensor{{1, 3, 3}, {8, 7, 0, 2, 9, 6, 7, 8, 0}}));
  EXPECT_EQ(seven.weights, (Tensor{{1, 1, 3, 3}, {-3, 3, -2, -3, 2, 1, 3, 0, 1}}));
  EXPECT_EQ(seven.bias, (Tensor{{1}, {3}}));
  const LayerValues zero = made_up(layer(3, 3, true), {0, 0});
  EXPECT_EQ(zero.input.values, (std::vector<double>{6, 7, 3, 6, 7, 1, 7, 2, 3}));
  EXPECT_EQ(zero.weights.values, (std::vector<double>{-1, 3, -3, 2, -2, 2, 1, -2, -2}));
  EXPECT_EQ(zero.bias.values, std::vector<double>{-1});
  const LayerValues last = made_up(layer(3, 3, true), {2147483647, 0});
  EXPECT_EQ(last.input.values, (std::vector<double>{0, 9, 2, 4, 4, 6, 2, 0, 1}));
  EXPECT_EQ(last.weights.values, (std::vector<double>{-1, 3, 3, -1, 0, 0, 3, -2, 1}));
}

TEST(RandomValues, OfA1x1ConvolutionHaveAStreamOfTheirOwn) {
  LayerOptions options;
  options.n = PerAxis::all(3);
  options.k = PerAxis::all(3);
  options.filters = 3;
  options.pointwise = 2;
  options.has_bias = true;
  const ChainValues seven = all_made_up(*make_chain(options), {7, 0});
  EXPECT_EQ(seven.back().weights, (Tensor{{2, 3, 1, 1}, {0, 0, -2, 2, -2, -3}}));
  EXPECT_EQ(seven.back().bias, (Tensor{{2}, {3, -2}}));
  EXPECT_EQ(seven.front().bias, Tensor{});
  EXPECT_EQ(seven.front().input, made_up(layer(3, 3), {7, 0}).input);
  EXPECT_EQ(seven.back().input, Tensor{}) << "it is what the first layer gives";
  EXPECT_EQ(all_made_up(*make_chain(options), {7, 2}).back().weights.values,
            (std::vector<double>{-0.12, -0.37, -1.4, 2.09, -1.68, -2.75}));
}

TEST(RandomValues, OfAllLayersOfAChainDiffer) {
  const Operation one = layer(4, 1, true);
  const ChainValues values = all_made_up(*make_chain({one, one, one}), {7, 3});
  std::set<double> weights;
  std::set<double> biases;
  for (const LayerValues& of_layer : values) {
    weights.insert(of_layer.weights.values.at(0));
    biases.insert(of_layer.bias.values.at(0));
  }
  EXPECT_EQ(weights.size(), 3U);
  EXPECT_EQ(biases.size(), 3U);
  EXPECT_EQ(values.front().weights, made_up(one, {7, 3}).weights);
  EXPECT_EQ(values.front().bias, made_up(one, {7, 3}).bias);
}

TEST(RandomValues, OfDecimalsAreTheNearestDoubles) {
  const LayerValues two = made_up(layer(2, 2, true), {7, 2});
  EXPECT_EQ(two.input.values, (std::vector<double>{7.32, 6.48, 0.17, 2.37}));
  EXPECT_EQ(two.weights.values, (std::vector<double>{-2.85, 2.68, -1.86, -2.94}));
  EXPECT_EQ(two.bias.values, std::vector<double>{2.36});
  const LayerValues nine = made_up(layer(2, 2), {7, 9});
  EXPECT_EQ(nine.input.values, (std::vector<double>{7.31738873, 6.476303821, 0.171914833, 2.371514934}));
  EXPECT_EQ(nine.weights.values, (std::vector<double>{-2.848762699, 2.673617173, -1.861895426, -2.939353176}));
}

TEST(RandomValues, OfATensorDontDependOnTheOthers) {
  const Tensor input = made_up(layer(4, 2), {5, 0}).input;
  EXPECT_EQ(made_up(layer(4, 3), {5, 0}).input, input);
  EXPECT_EQ(made_up(layer(4, 3, true), {5, 0}).input, input);
  EXPECT_EQ(made_up(layer(6, 3), {5, 0}).weights, made_up(layer(4, 3), {5, 0}).weights);
  ChainValues some(1);
  some[0].weights = Tensor{{1, 1, 2, 2}, {1, 2, 3, 4}};
  ASSERT_TRUE(fill_in_random_values(layer(4, 2), {5, 0}, some));
  EXPECT_EQ(some[0].input, input);
  EXPECT_EQ(some[0].weights.values, (std::vector<double>{1, 2, 3, 4})) << "what was given stays";
  EXPECT_NE(made_up(layer(4, 2), {6, 0}).input, input);
}

TEST(RandomValues, AreOnlyThoseThatTheLayerHas) {
  EXPECT_EQ(made_up(layer(4, 2), {5, 0}).bias, Tensor{});
  LayerOptions options;
  options.op = Operator::max_pooling;
  options.n = PerAxis::all(4);
  options.k = PerAxis::all(2);
  options.channels = 3;
  const LayerValues pooling = made_up(*make_operation(options), {5, 0});
  EXPECT_EQ(pooling.input.shape, (std::vector<int>{3, 4, 4}));
  EXPECT_EQ(pooling.weights, Tensor{});
  EXPECT_EQ(pooling.bias, Tensor{});
}

TEST(RandomValues, AreSpreadEvenlyOverTheirRange) {
  const Tensor input = made_up(layer(300, 1), {1, 0}).input;
  std::array<int, 10> counts{};
  for (const double value : input.values) {
    ASSERT_TRUE(value >= 0 && value <= 9 && value == std::floor(value)) << value;
    ++counts[static_cast<std::size_t>(value)];
  }
  // The standard deviation is 90.
  for (const int count : counts) EXPECT_NEAR(count, 9000, 500);
  const Tensor weights = made_up(layer(100, 100), {1, 3}).weights;
  EXPECT_GE(*std::min_element(weights.values.begin(), weights.values.end()), -3);
  EXPECT_LE(*std::max_element(weights.values.begin(), weights.values.end()), 3);
}

TEST(RandomValues, ThatWouldBeTooManyAreRefused) {
  ChainValues values(1);
  const Status filled = fill_in_random_values(layer(4096, 1, false, 16384), {1, 0}, values);
  ASSERT_FALSE(filled);
  EXPECT_EQ(to_line(filled.problems().front()),
            "random: 16384 x 4096 x 4096 are 274877906944 numbers, over the limit of 16777216 that can be made up; use "
            "a smaller layer");
}

}  // namespace
}  // namespace convarith::testing::random_values_test
