// Layers that a 1×1 convolution follows, on the command line.

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "tests/cli/workspace.hpp"

namespace convarith::testing::separable_test {
namespace {

using nlohmann::json;

std::string shape(const std::string& arguments) {
  const ProcessResult result = Workspace().shell("$convarith shape " + arguments);
  expect_success(result);
  return result.out;
}

TEST(SeparableShape, NamesBothLayersAndBothMaps) {
  EXPECT_EQ(shape("-n 5 -k 3 --channels 3 --groups 3 --filters 6 --pointwise 4 --has-bias"),
            "layer             nn.Sequential(nn.Conv2d(3, 6, 3, groups=3, bias=False), nn.Conv2d(6, 4, 1))\n"
            "input             3 x 5 x 5, channels first\n"
            "kernel            3 x 3 (effective 3 x 3)\n"
            "padding           none\n"
            "intermediate      6 x 3 x 3, channels first\n"
            "then 1 x 1        6 to 4 channels\n"
            "output            4 x 3 x 3, channels first\n"
            "never visited     none\n"
            "receptive field   3 x 3, of the first output from 0 x 0\n"
            "weights           82, 24 of the 1 x 1 and 4 of the bias among them\n"
            "multiplications   702, 216 of the 1 x 1 among them\n"
            "formula           m = ⌊(n + 2p − d(k−1) − 1)/s + 1⌋\n"
            "                  m = ⌊(5 + 2·0 − (3−1) − 1)/1 + 1⌋ = 3\n");
}

TEST(SeparableShape, IsInJsonToo) {
  const json layer = json::parse(shape("-n 5 -k 3 --channels 3 --groups 3 --pointwise 4 --has-bias -s 2 --json"));
  EXPECT_EQ(layer.at("filters"), 3);
  EXPECT_EQ(layer.at("pointwise"),
            json::parse(R"({"input": [2, 2], "output": [2, 2], "channels": 3, "filters": 4, "weights": 16,
                            "weights_of_bias": 4, "multiplications": 48})"));
  EXPECT_EQ(layer.at("weights"), 27 + 16);
  EXPECT_EQ(layer.at("weights_of_bias"), 4);
  EXPECT_EQ(layer.at("multiplications"), 4 * 27 + 48);
}

TEST(SeparableShape, OfAChainHandsOnTheChannelsOfThe1x1) {
  const std::string chain =
      "-n 12 --layer \"SeparableConv2D(8, 3, padding='same', depth_multiplier=2)\" "
      "--layer 'SeparableConv2D(4, 3, use_bias=False)'";
  const json layers = json::parse(shape(chain + " --json")).at("layers");
  EXPECT_EQ(layers.at(1).at("channels"), 8);
  EXPECT_EQ(layers.at(1).at("pytorch"),
            "nn.Sequential(nn.Conv2d(8, 8, 3, groups=8, bias=False), nn.Conv2d(8, 4, 1, bias=False))");
  EXPECT_EQ(shape(chain + " --as keras"),
            "SeparableConv2D(8, 3, padding=\"same\", depth_multiplier=2)\n"
            "SeparableConv2D(4, 3, padding=\"valid\", use_bias=False)\n");
  expect_contains(shape(chain), {"12 x 12 x 8", "10 x 10 x 4"});
}

TEST(SeparableLayer, IsRefusedByViewsOfOneLayer) {
  const std::string why =
      "shows a single layer, but a 1×1 convolution follows this one; leave --pointwise out, or use --view volume or "
      "equation\n";
  const std::string layer = "render -n 5 -k 3 --pointwise 2 --random 1 --view ";
  for (const char* view : {"projection", "numeric", "stride", "sequence", "padding", "pooling", "insertion", "stamp"}) {
    expect_usage_error(layer + view, {"--view: " + why});
  }
  for (const char* comparison : {"transpose", "correlation"}) {
    expect_usage_error(
        std::string("render -n 5 -k 3 --pointwise 2 --beside ") + comparison,
        {"--beside: compares single layers, but a 1×1 convolution follows this one; leave --beside out"});
  }
}

std::string render(const std::string& arguments) {
  const ProcessResult result = Workspace().shell("$convarith render -n 5 -k 3 --channels 3 --groups 3 " + arguments);
  expect_success(result);
  return result.out;
}

TEST(SeparableLayer, HasTheStepsOfBothStages) {
  // Of each map: three of the filters, two of the 1×1.
  EXPECT_EQ(json::parse(render("--pointwise 2 --random 4 --format json -o -")).at("steps").size(), (3 + 2) * 9U);
  expect_contains(render("--pointwise 2 --dry-run"), {"18 steps"});
  expect_contains(render("--pointwise 2 --random 4 --view equation --dry-run"), {"18 steps"});
}

TEST(SeparableLayer, GoesIntoAPresetAndBack) {
  const json preset = json::parse(render("--pointwise-weights '[[1,2,3],[0,1,0]]' --view volume --print-preset"));
  EXPECT_EQ(preset.at("pointwise_weights"), json::parse("[[1,2,3],[0,1,0]]"));
  EXPECT_EQ(preset.at("view"), "volume");
}

TEST(SeparableLayer, SaysWhichFlagIsWrong) {
  const std::string layer = "render -n 5 -k 3 --channels 3 --groups 3 ";
  expect_usage_error(layer + "--pointwise-weights [[1,2]]",
                     {"--pointwise-weights: has the shape 1 x 2 x 1 x 1, but the 1×1 convolution has 1 x 3 x 1 x 1"});
  expect_usage_error(layer + "--pointwise 2 --pointwise-weights [[1,2,3]]",
                     {"--pointwise-weights: has the shape 1 x 3"});
  expect_usage_error(layer + "--pointwise-weights none.csv", {"--pointwise-weights: there is no file 'none.csv'"});
  expect_usage_error(layer + "--pointwise-weights [[1,2],[3]]", {"--pointwise-weights: row 1 has 1 number"});
  expect_usage_error(layer + "--pointwise 0", {"--pointwise: 0 is out of range"});
  expect_usage_error("render -n 16384 -k 1 -p 1 --dims 1 --steps 0:1 --pointwise 2",
                     {"--pointwise: an input of 16386 can't be drawn"});
  expect_usage_error("render -n 5 -k 3 --transposed --pointwise 2", {"--pointwise: ", "this one is transposed"});
  expect_usage_error("render -n 5 -k 3 --op avg --pointwise-weights [[1]]", {"--pointwise-weights: ", "a pooling"});
  expect_usage_error({"render", "-n", "5", "--layer", "nn.Conv2d(1, 1, 3)", "--pointwise-weights", "[[1]]"},
                     {"--pointwise-weights: no 1×1 convolution follows the layer of --layer"});
  expect_usage_error({"render", "-n", "5", "--layer", "nn.Conv2d(1, 1, 3)", "--pointwise", "2"},
                     {"--pointwise: --layer already specifies the layer"});
}

}  // namespace
}  // namespace convarith::testing::separable_test
