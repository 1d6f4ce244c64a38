// What models compute that is not recorded from PyTorch: layers of Keras, numbers that are made up, and refusals.

#include <fmt/core.h>
#include <gtest/gtest.h>

#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "arithmetic/model/forward_pass.hpp"
#include "arithmetic/model/layer_parameters.hpp"
#include "arithmetic/model/model_trace.hpp"
#include "config/models/read_model.hpp"

namespace convarith::testing::model_numbers_test {
namespace {

Result<ModelTrace> traced(const Model& model, int n, bool assume_same = false, std::optional<int> channels = {}) {
  return trace_model(model, {PerAxis::all(n), channels, assume_same});
}

/// Why the values of a model can't be computed; empty if they can.
std::string refusal(const std::string& text, int n = 8, bool assume_same = false) {
  const Result<Model> model = read_model(text, "");
  EXPECT_TRUE(model) << text;
  const Result<ModelTrace> trace = traced(*model, n, assume_same);
  EXPECT_TRUE(trace && !trace->stop) << text;
  const Status checked = check_computable(*model, *trace);
  return checked ? "" : to_line(checked.problems().front());
}

/// Computes the last output of a model with made up parameters.
std::vector<double> outputs(const std::string& text, const Tensor& input, int seed = 1) {
  const Result<Model> model = read_model(text, "");
  EXPECT_TRUE(model) << text;
  const Result<ModelTrace> trace = traced(*model, input.shape.back(), false, input.shape.front());
  EXPECT_TRUE(trace && !trace->stop) << text;
  const auto parameters = random_parameters(*model, *trace, {seed, 0});
  EXPECT_TRUE(check_computable(*model, *trace)) << text;
  EXPECT_TRUE(parameters);
  const Result<std::vector<Tensor>> computed = forward_pass(*model, *trace, *parameters, input);
  EXPECT_TRUE(computed);
  return computed->back().values;
}

const Tensor kTwoChannels{{2, 2, 2}, {1, 2, 3, 4, -5, -6, -7, -8}};

TEST(ModelNumbers, KerasFlattensWithTheChannelsLast) {
  const std::string keras =
      "keras.Sequential([layers.Input((2, 2, 2)), layers.Activation('linear'), layers.Flatten()])";
  EXPECT_EQ(outputs(keras, kTwoChannels), (std::vector<double>{1, -5, 2, -6, 3, -7, 4, -8}));
  EXPECT_EQ(outputs("nn.Sequential(nn.Identity(), nn.Flatten())", kTwoChannels), kTwoChannels.values);
}

TEST(ModelNumbers, KerasHasActivationsInItsLayers) {
  const Tensor input{{1, 1, 1}, {2}};
  const std::string start = "keras.Sequential([layers.Input((1, 1, 1)), layers.Conv2D(3, 1, use_bias=False";
  const std::vector<double> plain = outputs(start + ")])", input);
  ASSERT_EQ(plain.size(), 3U);
  const std::vector<double> rectified = outputs(start + ", activation='relu')])", input);
  const std::vector<double> leaky = outputs(start + "), layers.LeakyReLU()])", input);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(rectified[i], std::max(plain[i], 0.));
    EXPECT_EQ(leaky[i], plain[i] > 0 ? plain[i] : 0.3 * plain[i]);
  }
  EXPECT_EQ(refusal(start + ", activation='hard_sigmoid')])", 1),
            "line 1: the values of 0 (Conv2D) can't be computed; choose the layers before it by --only");
}

TEST(ModelNumbers, AreMadeUpAsForAChain) {
  const Result<Model> model = read_model("nn.Conv2d(1, 2, 3)\nnn.BatchNorm2d(2)\nnn.Conv2d(2, 1, 3, bias=False)\n", "");
  const Result<ModelTrace> trace = traced(*model, 8);
  const auto parameters = random_parameters(*model, *trace, {5, 0});
  ASSERT_TRUE(parameters);
  const auto made = [](RandomKind kind, const std::vector<int>& shape) {
    return *random_tensor(kind, 0, shape, {5, 0});
  };
  EXPECT_EQ((*parameters)[0][0], made(RandomKind::weights, {2, 1, 3, 3}));
  EXPECT_EQ((*parameters)[0][1], made(RandomKind::bias, {2}));
  EXPECT_EQ((*parameters)[2][0], made(RandomKind::following_weights, {1, 2, 3, 3}));
  EXPECT_EQ((*parameters)[1].size(), 4U);
  EXPECT_EQ(parameters_of(*model, *trace, 2)->front().name, "2.weight");
}

TEST(ModelNumbers, OfARandomBatchNormalizationAreThoseThatComeIn) {
  EXPECT_EQ(outputs("nn.BatchNorm2d(2)\n", kTwoChannels), kTwoChannels.values);
}

TEST(ModelNumbers, OfALayerThatIsAppliedTwiceAreTheSame) {
  const std::string twice =
      "class Net(nn.Module):\n"
      "    def __init__(self):\n"
      "        super().__init__()\n"
      "        self.conv = nn.Conv2d(2, 2, 1)\n"
      "    def forward(self, x):\n"
      "        return self.conv(self.conv(x))\n";
  const Result<Model> model = read_model(twice, "");
  const Result<ModelTrace> trace = traced(*model, 2);
  const auto parameters = random_parameters(*model, *trace, {1, 0});
  ASSERT_TRUE(parameters);
  EXPECT_EQ((*parameters)[0], (*parameters)[1]);
  EXPECT_EQ(parameters_of(*model, *trace, 1)->front().name, "conv.weight");
}

TEST(ModelNumbers, OfLayersWithoutKnownArithmeticAreRefusedByName) {
  const std::string hint = " can't be computed; choose the layers before it by --only";
  EXPECT_EQ(refusal("nn.Conv2d(1, 2, 3)\nnn.LSTM(6, 6)\n", 8, true), "line 2: the values of LSTM" + hint);
  EXPECT_EQ(refusal("nn.Conv2d(1, 2, 3)\nnn.GroupNorm(1, 2)\n"), "line 2: the values of GroupNorm" + hint);
  EXPECT_EQ(refusal("nn.Upsample(scale_factor=2, mode='bilinear')\n"), "line 1: the values of Upsample" + hint);
  EXPECT_EQ(refusal("nn.Upsample(scale_factor=1.5)\n"), "line 1: the values of Upsample" + hint);
  EXPECT_EQ(refusal("nn.Conv2d(1, 4, 3)\nnn.PixelShuffle(2)\n"), "line 2: the values of PixelShuffle" + hint);
  EXPECT_EQ(refusal("nn.Conv2d(1, 1, 3)\nnn.LPPool2d(2, 2)\n"), "line 2: the values of LPPool2d" + hint);
  EXPECT_EQ(refusal("nn.LeakyReLU(slope)\n"), "line 1: the values of LeakyReLU" + hint);
}

TEST(ModelNumbers, OfArithmeticThatIsNoLayerAreRefused) {
  const auto network = [](const std::string& line) {
    return "class Net(nn.Module):\n"
           "    def __init__(self):\n"
           "        super().__init__()\n"
           "        self.conv = nn.Conv2d(1, 1, 1)\n"
           "    def forward(self, x):\n"
           "        y = self.conv(x)\n"
           "        " +
           line + "\n        return y\n";
  };
  EXPECT_EQ(refusal(network("y = y + x")), "");
  EXPECT_EQ(refusal(network("y = y * x")), "");
  const std::string start = "the values can't be computed, since the program computes ";
  const std::string hint = "; only layers and sums and products of maps are followed";
  EXPECT_EQ(refusal(network("y = 0.5 * y")), start + "0.5 * y (line 7)" + hint);
  EXPECT_EQ(refusal(network("y /= 255")), start + "255 (line 7)" + hint);
  EXPECT_EQ(refusal(network("y = y.mul(2)")), start + "y.mul(2) (line 7)" + hint);
  EXPECT_NE(refusal(network("y = y - x")), "");
  EXPECT_NE(refusal(network("y = torch.maximum(y, x)")), "");
}

TEST(ModelNumbers, ThatWouldTakeTooLongAreRefusedWithTheLimit) {
  EXPECT_EQ(refusal("nn.Conv2d(64, 64, 3)\n", 512),
            "the values would take 9.59e+09 multiplications, over the limit of 2e+09; use a smaller input, or choose "
            "some layers by --only");
  EXPECT_EQ(
      refusal("nn.Conv2d(1, 40, 1)\n", 1000),
      "the maps have 4e+07 numbers and the layers 80 weights, over the limit of 3.36e+07; use a smaller input, or "
      "choose some layers by --only");
}

TEST(ModelNumbers, ThatAreNoLongerFiniteAreRefused) {
  const Result<Model> model = read_model("nn.Conv2d(1, 1, 1, bias=False)\n", "");
  const Result<ModelTrace> trace = traced(*model, 1);
  const Result<std::vector<Tensor>> computed =
      forward_pass(*model, *trace, {{Tensor{{1, 1, 1, 1}, {1e300}}}}, {{1, 1, 1}, {1e300}});
  ASSERT_FALSE(computed);
  EXPECT_EQ(to_line(computed.problems().front()),
            "line 1: the numbers of Conv2d are no longer finite; use smaller weights");
}

TEST(ModelNumbers, TellHowFarTheyAre) {
  const Result<Model> model = read_model("nn.Conv2d(1, 1, 3)\nnn.ReLU()\nnn.Conv2d(1, 1, 3)\n", "");
  const Result<ModelTrace> trace = traced(*model, 6);
  const auto parameters = random_parameters(*model, *trace, {1, 0});
  std::vector<double> shares;
  ASSERT_TRUE(forward_pass(*model, *trace, *parameters, *random_tensor(RandomKind::input, 0, {1, 6, 6}, {1, 0}),
                           [&shares](double share) { shares.push_back(share); }));
  EXPECT_EQ(shares, (std::vector<double>{0.8, 0.8, 1}));
}

}  // namespace
}  // namespace convarith::testing::model_numbers_test
