#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "arithmetic/layer_values.hpp"
#include "tests/cli/workspace.hpp"

namespace convarith::testing::shape_test {
namespace {

using nlohmann::json;

/// Runs "convarith shape" with arguments as a shell reads them.
ProcessResult run_shape(const std::string& arguments) {
  return Workspace().shell("$convarith shape " + arguments);
}

std::string shape(const std::string& arguments) {
  const ProcessResult result = run_shape(arguments);
  expect_success(result);
  EXPECT_EQ(result.err, "");
  return result.out;
}

json shape_json(const std::string& arguments) {
  return json::parse(shape("--json " + arguments));
}

void expect_refusal(const std::string& arguments, int exit_code, const std::string& error) {
  const ProcessResult result = run_shape(arguments);
  EXPECT_EQ(result.exit_code, exit_code) << arguments;
  EXPECT_EQ(result.out, "");
  EXPECT_EQ(result.err, "convarith: error: " + error + "\n");
}

TEST(Shape, OfAConvolution) {
  EXPECT_EQ(shape("-n 5 -k 3 -s 2 -p 1"),
            "layer             nn.Conv2d(1, 1, 3, stride=2, padding=1, bias=False)\n"
            "input             5 x 5\n"
            "kernel            3 x 3 (effective 3 x 3)\n"
            "padding           1 on every side\n"
            "output            3 x 3\n"
            "never visited     none\n"
            "receptive field   3 x 3, of the first output from -1 x -1\n"
            "weights           9\n"
            "multiplications   81\n"
            "formula           m = ⌊(n + 2p − d(k−1) − 1)/s + 1⌋\n"
            "                  m = ⌊(5 + 2·1 − (3−1) − 1)/2 + 1⌋ = 3\n");
}

TEST(Shape, SaysWhereAxesDiffer) {
  EXPECT_EQ(shape("-n 5x7 -k 3x2 -s 2x3 -p 1x0"),
            "layer             nn.Conv2d(1, 1, (3, 2), stride=(2, 3), padding=(1, 0), bias=False)\n"
            "input             5 x 7\n"
            "kernel            3 x 2 (effective 3 x 2)\n"
            "padding           rows 1, columns 0 on both sides\n"
            "output            3 x 2\n"
            "never visited     columns 2, 5 and 6\n"
            "receptive field   3 x 2, of the first output from -1 x 0\n"
            "weights           6\n"
            "multiplications   36\n"
            "formula           m = ⌊(n + 2p − d(k−1) − 1)/s + 1⌋\n"
            "                  rows: m = ⌊(5 + 2·1 − (3−1) − 1)/2 + 1⌋ = 3\n"
            "                  columns: m = ⌊(7 + 2·0 − (2−1) − 1)/3 + 1⌋ = 2\n");
}

TEST(Shape, OfALayerThatPytorchDoesNotHaveSaysWhy) {
  EXPECT_EQ(shape("-n 6 -k 3 -s 2 -p 0,1,0,1"),
            "layer             none: PyTorch pads both sides alike, not 0 and 1; pad first with nn.ZeroPad2d((0, 1, 0, "
            "1)), then nn.Conv2d(1, 1, 3, stride=2, bias=False)\n"
            "input             6 x 6\n"
            "kernel            3 x 3 (effective 3 x 3)\n"
            "padding           rows 0 before, 1 after; columns 0 before, 1 after\n"
            "output            3 x 3\n"
            "never visited     none\n"
            "receptive field   3 x 3, of the first output from 0 x 0\n"
            "weights           9\n"
            "multiplications   81\n"
            "formula           m = ⌊(n + p + p′ − d(k−1) − 1)/s + 1⌋\n"
            "                  m = ⌊(6 + 0 + 1 − (3−1) − 1)/2 + 1⌋ = 3\n");
}

TEST(Shape, OfATransposedConvolutionNamesTheDirectOne) {
  EXPECT_EQ(shape("-n 3 -k 3 -s 2 -p 1 --transposed -a 1"),
            "layer             nn.ConvTranspose2d(1, 1, 3, stride=2, padding=1, output_padding=1, bias=False)\n"
            "input             3 x 3\n"
            "kernel            3 x 3 (effective 3 x 3)\n"
            "padding           1 on every side (cut off the output)\n"
            "output            6 x 6\n"
            "never visited     none\n"
            "receptive field   2 x 2, of the first output from 0 x 0\n"
            "weights           9\n"
            "multiplications   81\n"
            "formula           m = (n − 1)s − 2p + d(k−1) + a + 1\n"
            "                  m = (3 − 1)·2 − 2·1 + (3−1) + 1 + 1 = 6\n"
            "direct layer      nn.Conv2d(1, 1, 3, stride=2, padding=1, bias=False), 6 x 6 to 3 x 3\n"
            "inserted zeros    1 between neighbours\n"
            "padding p_t       p_t = d(k−1) − p\n"
            "                  p_t = (3−1) − 1 = 1\n"
            "                  and 1 more at the end\n");
}

TEST(Shape, OfPoolingSaysThatAWindowIsDropped) {
  EXPECT_EQ(
      shape("-n 9 -k 4 -p 2 --op max --ceil-mode"),
      "layer             nn.MaxPool2d(4, padding=2, ceil_mode=True)\n"
      "input             9 x 9\n"
      "kernel            4 x 4 (effective 4 x 4)\n"
      "padding           2 on every side\n"
      "output            3 x 3\n"
      "never visited     none\n"
      "receptive field   4 x 4, of the first output from -2 x -2\n"
      "weights           none\n"
      "multiplications   none\n"
      "formula           m = ⌈(n + 2p − d(k−1) − 1)/s + 1⌉\n"
      "                  m = ⌈(9 + 2·2 − (4−1) − 1)/4 + 1⌉ − 1 = 3 (the last window would begin in the padding)\n");
}

TEST(Shape, OfAdaptivePoolingTellsItsWindows) {
  EXPECT_EQ(shape("-n 7 --op avg --adaptive 3"),
            "layer             nn.AdaptiveAvgPool2d(3)\n"
            "input             7 x 7\n"
            "kernel            windows of up to 3 x 3\n"
            "padding           none\n"
            "output            3 x 3\n"
            "never visited     none\n"
            "receptive field   3 x 3, of the first output from 0 x 0\n"
            "weights           none\n"
            "multiplications   none\n"
            "formula           m given, window i: ⌊i·n/m⌋ … ⌈(i+1)·n/m⌉ − 1\n"
            "                  m = 3, window i: ⌊i·7/3⌋ … ⌈(i+1)·7/3⌉ − 1\n");
}

TEST(Shape, OfOneDimension) {
  EXPECT_EQ(shape("--dims 1 -n 6 -k 2 -s 3"),
            "layer             nn.Conv1d(1, 1, 2, stride=3, bias=False)\n"
            "input             6\n"
            "kernel            2 (effective 2)\n"
            "padding           none\n"
            "output            2\n"
            "never visited     cells 2 and 5\n"
            "receptive field   2, of the first output from 0\n"
            "weights           2\n"
            "multiplications   4\n"
            "formula           m = ⌊(n + 2p − d(k−1) − 1)/s + 1⌋\n"
            "                  m = ⌊(6 + 2·0 − (2−1) − 1)/3 + 1⌋ = 2\n");
}

TEST(Shape, OfThreeDimensionsWithChannelsInGroups) {
  EXPECT_EQ(shape("--layer 'nn.Conv3d(2, 4, 3, dilation=2, groups=2)' -n 5x6x7"),
            "layer             nn.Conv3d(2, 4, 3, dilation=2, groups=2)\n"
            "input             2 x 5 x 6 x 7, channels first\n"
            "kernel            3 x 3 x 3 (effective 5 x 5 x 5)\n"
            "padding           none\n"
            "output            4 x 1 x 2 x 3, channels first\n"
            "never visited     planes 1 and 3\n"
            "receptive field   5 x 5 x 5, of the first output from 0 x 0 x 0\n"
            "weights           112, 4 of the bias among them\n"
            "multiplications   648\n"
            "formula           m = ⌊(n + 2p − d(k−1) − 1)/s + 1⌋\n"
            "                  depth: m = ⌊(5 + 2·0 − 2·(3−1) − 1)/1 + 1⌋ = 1\n"
            "                  rows: m = ⌊(6 + 2·0 − 2·(3−1) − 1)/1 + 1⌋ = 2\n"
            "                  columns: m = ⌊(7 + 2·0 − 2·(3−1) − 1)/1 + 1⌋ = 3\n");
}

TEST(Shape, ShortensLongListsOfUnvisitedCells) {
  expect_contains(shape("-n 30x8 -k 1 -s 2"), {"never visited     rows 1, 3, 5, ... 29 (15 of them); "
                                               "columns 1, 3, 5 and 7\n"});
}

TEST(Shape, OfAPresetTakesFlagsOnTop) {
  expect_contains(shape("--preset padding_strides"), {"input             5 x 5\n"});
  expect_contains(shape("--preset padding_strides -n 6 -s 1"),
                  {"input             6 x 6\n", "output            6 x 6\n"});
}

TEST(Shape, OfAPresetOnStandardInputCountsItsValues) {
  const ProcessResult result = Workspace().run(
      "shape --preset -", R"({"values": [[1, 2], [3, 4]], "weights": [[1, 2]], "bias": [1], "channels": 1})");
  expect_success(result);
  expect_contains(result.out, {"output            2 x 1\n", "weights           3, 1 of the bias among them\n"});
}

TEST(Shape, CountsABiasThatWasAskedFor) {
  expect_contains(shape("-n 5 -k 3 --has-bias"), {"weights           10, 1 of the bias among them\n"});
  expect_contains(shape("-n 5 -k 3 --has-bias=no"), {"weights           9\n"});
  EXPECT_EQ(shape("-n 5 -k 3 --has-bias --as pytorch"), "nn.Conv2d(1, 1, 3)\n");
}

TEST(Shape, WritesFormulasInLatexAndMarkdown) {
  expect_contains(shape("-n 5 -k 3 -s 2 -p 1 --formula latex"),
                  {"formula           m = \\left\\lfloor \\frac{n + 2p - d(k-1) - 1}{s} + 1 \\right\\rfloor\n"});
  expect_contains(shape("-n 5 -k 3 -s 2 -p 1 --formula markdown"),
                  {"                  $m = \\left\\lfloor \\frac{5 + 2 \\cdot 1 - (3-1) - 1}{2} + 1 "
                   "\\right\\rfloor = 3$\n"});
}

TEST(ShapeOfAChain, IsATable) {
  EXPECT_EQ(shape("-n 32 --layer 'nn.Conv2d(3, 16, 3, padding=1)' --layer 'nn.MaxPool2d(2)' "
                  "--layer 'Conv2DTranspose(8, 2, strides=2)' --layer 'nn.AdaptiveAvgPool2d(5)'"),
            "LAYER                                                    OUTPUT  RECEPTIVE FIELD         JUMP    START\n"
            "(input)                                             3 x 32 x 32            1 x 1        1 x 1    0 x 0\n"
            "nn.Conv2d(3, 16, 3, padding=1)                     16 x 32 x 32            3 x 3        1 x 1  -1 x -1\n"
            "nn.MaxPool2d(2)                                    16 x 16 x 16            4 x 4        2 x 2  -1 x -1\n"
            "Conv2DTranspose(8, 2, strides=2, padding=\"valid\")   32 x 32 x 8            4 x 4        1 x 1  -1 x -1\n"
            "nn.AdaptiveAvgPool2d(5)                               8 x 5 x 5          10 x 10  32/5 x 32/5    0 x 0\n");
}

TEST(ShapeOfAChain, HasChannelsWhereTheFrameworkOfEachLayerHasThem) {
  EXPECT_EQ(shape("-n 9 --layer 'MaxPool2D()' --layer 'Conv2D(32, 3)' --layer 'nn.Conv2d(32, 3, 1)'"),
            "LAYER                                 OUTPUT  RECEPTIVE FIELD   JUMP  START\n"
            "(input)                            9 x 9 x ?            1 x 1  1 x 1  0 x 0\n"
            "MaxPooling2D(2, padding=\"valid\")   4 x 4 x ?            2 x 2  2 x 2  0 x 0\n"
            "Conv2D(32, 3, padding=\"valid\")    2 x 2 x 32            6 x 6  2 x 2  0 x 0\n"
            "nn.Conv2d(32, 3, 1)                3 x 2 x 2            6 x 6  2 x 2  0 x 0\n");
}

TEST(ShapeOfAChain, SeesNoMoreThanThereIsBehindAdaptivePooling) {
  const json layers =
      shape_json("-n 8 --layer 'nn.AdaptiveAvgPool2d(3)' --layer 'nn.Conv2d(1, 1, 3, padding=1)'")["layers"];
  EXPECT_EQ(layers[1]["receptive_field"], json({8, 8}));
  EXPECT_EQ(layers[1]["start"], json({0, 0}));
}

TEST(ShapeOfAChain, NeedsLayersThatFitTogether) {
  expect_refusal("-n 9 --layer 'nn.Conv2d(3, 16, 3)' --layer 'nn.Conv2d(3, 16, 3)'", 2,
                 "--layer 2: expects 3 channels, but the previous layer outputs 16; make them agree");
  expect_refusal("--layer 'Conv2D(8, 3, input_shape=(9, 9, 3))' --layer 'MaxPool2D(2, input_shape=(9, 9, 8))'", 2,
                 "--layer 2: expects an input of 9 x 9, but the previous layer outputs one of 7 x 7; make them agree, "
                 "or leave out the size of the input");
  expect_refusal("-n 9 --layer 'nn.Conv2d(3, 16, 3)' --layer 'nn.MaxPool1d(3)'", 2,
                 "--layer 2: expects an input of 1 axis, but the previous layer outputs one of 2 axes");
  expect_refusal(
      "-n 9 --layer 'nn.MaxPool2d(4)' --layer 'nn.Conv2d(1, 1, 3)'", 2,
      "--layer 2: the kernel spans 3 cells, more than the padded input: 2 + 2*0 = 2; use kernel_size=2 or less, or "
      "more padding");
  expect_refusal("-n 9 --layer 'nn.MaxPool2d(4)' --layer 'nn.Conv2d(1, 1, )' ", 2,
                 "--layer 2: column 17: Conv2d needs kernel_size; add it\n"
                 "  nn.Conv2d(1, 1, )\n"
                 "                  ^");
}

TEST(ShapeInJson, OfAConvolution) {
  const json layer = shape_json("-n 5x7 -k 3x2 -s 2x3 -p 1x0");
  EXPECT_EQ(layer["layer"], "nn.Conv2d(1, 1, (3, 2), stride=(2, 3), padding=(1, 0), bias=False)");
  EXPECT_EQ(layer["input"], json({5, 7}));
  EXPECT_EQ(layer["output"], json({3, 2}));
  EXPECT_EQ(layer["effective_kernel"], json({3, 2}));
  EXPECT_EQ(layer["padding"], json({{1, 1}, {0, 0}}));
  EXPECT_EQ(layer["unvisited"], json({{"rows", json::array()}, {"columns", {2, 5, 6}}}));
  EXPECT_EQ(layer["receptive_field"], json({3, 2}));
  EXPECT_EQ(layer["jump"], json({2, 3}));
  EXPECT_EQ(layer["centre"], json({0, 0.5}));
  EXPECT_EQ(layer["weights"], 6);
  EXPECT_EQ(layer["multiplications"], 36);
  EXPECT_EQ(layer["formula"]["general"], "m = ⌊(n + 2p − d(k−1) − 1)/s + 1⌋");
  EXPECT_EQ(layer["formula"]["worked"],
            json({"m = ⌊(5 + 2·1 − (3−1) − 1)/2 + 1⌋ = 3", "m = ⌊(7 + 2·0 − (2−1) − 1)/3 + 1⌋ = 2"}));
}

TEST(ShapeInJson, OfATransposedConvolution) {
  const json layer = shape_json("-n 3 -k 3 -s 2 -p 1 --transposed -a 1 --formula latex");
  EXPECT_EQ(layer["output_padding"], json({1, 1}));
  const json& transposed = layer["transposed"];
  EXPECT_EQ(transposed["direct"]["layer"], "nn.Conv2d(1, 1, 3, stride=2, padding=1, bias=False)");
  EXPECT_EQ(transposed["direct"]["input"], json({6, 6}));
  EXPECT_EQ(transposed["direct"]["output"], json({3, 3}));
  EXPECT_EQ(transposed["p_t"], json({{1, 1}, {1, 1}}));
  EXPECT_EQ(transposed["inserted_zeros"], json({1, 1}));
  EXPECT_EQ(transposed["formula"]["worked"], json({"p_t = (3-1) - 1 = 1"}));
  EXPECT_EQ(shape_json("-n 3 -k 3 -d 2 --transposed -a 1")["transposed"]["direct"], nullptr);
}

TEST(ShapeOfAKerasLayer, CountsTheChannelsOfItsInput) {
  EXPECT_EQ(shape("--layer 'Conv2D(32, 3, input_shape=(28, 28, 3))'"),
            "layer             Conv2D(32, 3, padding=\"valid\")\n"
            "in PyTorch        nn.Conv2d(3, 32, 3)\n"
            "input             28 x 28 x 3, channels last\n"
            "kernel            3 x 3 (effective 3 x 3)\n"
            "padding           none\n"
            "output            26 x 26 x 32, channels last\n"
            "never visited     none\n"
            "receptive field   3 x 3, of the first output from 0 x 0\n"
            "weights           896, 32 of the bias among them\n"
            "multiplications   584064\n"
            "formula           m = ⌊(n + 2p − d(k−1) − 1)/s + 1⌋\n"
            "                  m = ⌊(28 + 2·0 − (3−1) − 1)/1 + 1⌋ = 26\n");
  expect_contains(shape("--layer 'SeparableConv2D(100, 5, input_shape=(416, 416, 10))'"),
                  {"weights           1350, 1000 of the 1 x 1 and 100 of the bias among them\n"});
  expect_contains(shape("--layer 'DepthwiseConv2D(3, depth_multiplier=2, dilation_rate=2, input_shape=(9, 9, 3))'"),
                  {"layer             DepthwiseConv2D(3, padding=\"valid\", depth_multiplier=2, dilation_rate=2)\n",
                   "output            5 x 5 x 6, channels last\n", "weights           60, 6 of the bias among them\n"});
  expect_contains(shape("-n 20 --layer 'Conv2D(32, 3, input_shape=(28, 28, 3))'"),
                  {"input             20 x 20 x 3, channels last\n"});
  expect_contains(shape("-n 28 --channels 3 --layer 'Conv2D(32, 3)'"), {"weights           896"});
}

TEST(ShapeOfAKerasLayer, SaysThatItsChannelsAreUnknown) {
  const std::string text = shape("-n 28 --layer 'Conv2D(32, 3)'");
  expect_contains(text, {"in PyTorch        nn.LazyConv2d(32, 3)\n", "input             28 x 28, channels unknown\n",
                         "output            26 x 26 x 32, channels last\n",
                         "weights           288 for each channel of the input, and 32 of the bias; --channels says how "
                         "many there are\n",
                         "multiplications   194688 for each channel of the input\n"});
  expect_contains(shape("-n 9 --layer 'Conv2D(32, 3, groups=4)'"), {"weights           72 for each channel"});
  expect_contains(
      shape("-n 9 --layer 'SeparableConv2D(100, 5)'"),
      {"weights           125 for each channel of the input, and 100 of the bias", "then 1 x 1        to 100"});
  expect_contains(shape("-n 9 --layer 'DepthwiseConv2D(3)'"), {"output            7 x 7, channels unknown\n",
                                                               "weights           10 for each channel of the input;"});
  const json layer = shape_json("-n 9 --layer 'DepthwiseConv2D(3)'");
  for (const char* key : {"channels", "filters", "weights", "weights_of_bias", "multiplications", "pytorch"}) {
    EXPECT_EQ(layer[key], nullptr) << key;
  }
  EXPECT_EQ(layer["output_shape"], json({7, 7, nullptr}));
  expect_contains(layer["no_pytorch_because"], {"the number of channels is not known"});
}

TEST(ShapeOfAKerasLayer, IsInJsonWithPyTorchsSpellingBesideIt) {
  const json layer = shape_json("--layer 'Conv2D(32, 3, strides=2, padding=\"same\", input_shape=(28, 28, 3))'");
  EXPECT_EQ(layer["layer"], "Conv2D(32, 3, strides=2, padding=\"same\")");
  EXPECT_EQ(layer["framework"], "keras");
  EXPECT_EQ(layer["pytorch"], nullptr);
  EXPECT_EQ(layer["input_shape"], json({28, 28, 3}));
  EXPECT_EQ(layer["output_shape"], json({14, 14, 32}));
  EXPECT_EQ(layer["weights"], 896);
  EXPECT_EQ(shape_json("-n 28 --layer 'nn.Conv2d(3, 32, 3)'")["input_shape"], json({3, 28, 28}));
}

TEST(ShapeOfALayerText, AgreesWithTheChannelsOfTheFlags) {
  expect_refusal("-n 9 --channels 4 --layer 'nn.Conv2d(3, 8, 3)'", 2,
                 "--channels: --layer says 3 channels, not 4; leave it out");
  expect_contains(shape("-n 9 --channels 3 --layer 'nn.Conv2d(3, 8, 3)'"), {"input             3 x 9 x 9"});
  expect_contains(shape("-n 9 --channels 3 --layer 'nn.MaxPool2d(3)'"), {"input             3 x 9 x 9"});
  const json layers = shape_json("-n 8 --layer 'nn.MaxPool2d(2)' --layer 'nn.Conv2d(3, 8, 3)'")["layers"];
  EXPECT_EQ(layers[0]["channels"], 3);
}

TEST(ShapeOfALayerText, SaysHowItWasRead) {
  const ProcessResult result = run_shape("-n 9 --layer 'Convolution2D(32, 3, 3)'");
  expect_success(result);
  expect_contains(result.err, {"convarith: warning: Convolution2D(32, 3, 3) is read as in Keras 1, with a kernel "
                               "of 3 x 3"});
  expect_contains(result.out, {"output            7 x 7 x 32, channels last"});
}

TEST(Shape, OfPoolingWithWidePaddingSaysWhoWouldRefuseIt) {
  const ProcessResult result = run_shape("-n 9 -k 3 -p 2 --op max");
  expect_success(result);
  EXPECT_EQ(result.err,
            "convarith: warning: PyTorch refuses this pooling layer: its padding may be at most half the kernel, 3/2 = "
            "1, not 2; ONNX accepts it\n");
  expect_contains(result.out, {"layer             none: PyTorch pads a pooling by at most half its kernel"});
}

TEST(Shape, OfTheLongestRowsIsSaidAtOnce) {
  expect_contains(
      shape("--dims 1 -n 2147483647 -k 3 -s 7"),
      {"output            306783378\n", "never visited     cells 3, 4, 5, ... 2147483646 (1227133513 of them)\n"});
  const json layer = shape_json("--dims 1 -n 2147483647 -k 1 -s 2");
  EXPECT_EQ(layer["unvisited"]["columns"], nullptr);
  EXPECT_EQ(layer["unvisited_cells"]["columns"], 1073741823);
  expect_contains(shape("--layer 'nn.ConvTranspose1d(1, 1, 4, stride=2)' -n 1000000000"),
                  {"output            2000000002\n"});
  expect_contains(shape("--layer 'nn.AdaptiveAvgPool1d(1000000007)' -n 2147483647"), {"windows of up to 4\n"});
  expect_contains(shape("-n 2147483647 -k 3"), {"multiplications   about 4.151e+19\n"});
}

TEST(ShapeMistake, SpeaksTheWordsOfTheLayer) {
  expect_refusal("-n 3 --layer 'nn.ConvTranspose2d(1, 1, 3, output_padding=1)'", 2,
                 "--layer: output_padding 1 must be less than the stride 1 or the dilation 1; use output_padding=0");
  expect_refusal("-n 3 -k 3 --transposed -a 1", 2,
                 "-a/--output-padding: output_padding 1 must be less than the stride 1 or the dilation 1; use -a 0");
}

TEST(ShapeInJson, OfALayerThatPytorchDoesNotHaveIsNullAndSaysWhy) {
  const json layer = shape_json("-n 6 -k 3 -p 0,1,0,1");
  EXPECT_EQ(layer["layer"], nullptr);
  expect_contains(layer["no_layer_because"], {"PyTorch pads both sides alike, not 0 and 1"});
}

TEST(ShapeInJson, OfAChainIsAnArray) {
  const json layers =
      shape_json("-n 8x9x10 --layer 'nn.Conv3d(2, 4, 3)' --layer 'nn.ConvTranspose3d(4, 6, 2, stride=2)'")["layers"];
  ASSERT_EQ(layers.size(), 2u);
  EXPECT_EQ(layers[0]["output"], json({6, 7, 8}));
  EXPECT_EQ(layers[0]["filters"], 4);
  EXPECT_EQ(layers[0]["unvisited"],
            json({{"depth", json::array()}, {"rows", json::array()}, {"columns", json::array()}}));
  EXPECT_EQ(layers[1]["input"], json({6, 7, 8}));
  EXPECT_EQ(layers[1]["output"], json({12, 14, 16}));
  EXPECT_EQ(layers[1]["receptive_field"], json({3, 3, 3}));
  EXPECT_EQ(layers[1]["jump"], json({0.5, 0.5, 0.5}));
  EXPECT_EQ(layers[1]["weights"], 4 * 6 * 8 + 6);
  EXPECT_EQ(layers[1]["weights_of_bias"], 6);
}

TEST(ShapeInJson, OfOneLayerTextIsOneObject) {
  EXPECT_EQ(shape_json("-n 8 --layer 'nn.Conv1d(1, 1, 3)'")["unvisited"], json({{"columns", json::array()}}));
}

TEST(ShapeAs, PrintsTheLayerOfAFramework) {
  EXPECT_EQ(shape("--preset padding_strides --as pytorch"), "nn.Conv2d(1, 1, 3, stride=2, padding=1, bias=False)\n");
  EXPECT_EQ(shape("-n 6 -k 3 -s 2 -p tf-same --as keras"),
            "Conv2D(1, 3, strides=2, padding=\"same\", use_bias=False)\n");
  EXPECT_EQ(shape("-n 6 -k 3 -p 1 --as onnx"),
            "Conv(kernel_shape=[3, 3], strides=[1, 1], pads=[1, 1, 1, 1], dilations=[1, 1], group=1)\n");
  EXPECT_EQ(shape("-n 8 --layer 'Conv2D(4, 3)' --layer 'MaxPooling2D()' --as pytorch"),
            "nn.LazyConv2d(4, 3)\nnn.MaxPool2d(2)\n");
}

TEST(ShapeAs, FailsWhereTheFrameworkHasNoSuchLayer) {
  expect_refusal("-n 6 -k 3 -p 0,1,0,1 --as pytorch", 1,
                 "--as: PyTorch pads both sides alike, not 0 and 1; pad first with nn.ZeroPad2d((0, 1, 0, 1)), then "
                 "nn.Conv2d(1, 1, 3, bias=False)");
  const ProcessResult chain =
      run_shape("-n 9 --layer 'nn.Conv2d(1, 1, 3)' --layer 'nn.MaxPool2d(2, dilation=2)' --as keras");
  expect_error(chain, 1, {"--layer 2: Keras has no pooling with dilation"});
}

TEST(ShapeMistake, IsOneLine) {
  expect_refusal("-k 3", 2, "-n/--input: the size of the input is missing; add -n, such as -n 5");
  expect_refusal("--layer 'nn.Conv2d(1, 1, 3)'", 2,
                 "-n/--input: the size of the input is missing; add -n, such as -n 5");
  expect_refusal("-n 5 -k 3 --as kears", 2, "--as: there is no framework 'kears'; did you mean keras?");
  expect_refusal("-n 5 -k 3 --formula tex", 2, "--formula: there is no format 'tex'; did you mean text?");
  expect_refusal("-n 5 -k 3 --formula x", 2, "--formula: there is no format 'x'; choose from text, markdown, latex");
  expect_refusal("-n 5 -k 3 --jsno", 2, "--jsno: unknown flag; did you mean --json?");
  expect_refusal("-n 5 -k 3 --dpi 9", 2, "--dpi: is not a flag of this command; it belongs to 'convarith render'");
  expect_refusal("-n 5 -n 6 -k 3", 2, "--input: is given more than once");
  expect_refusal("--preset dilation --preset dilation", 2, "--preset: is given more than once");
  expect_refusal("dilation", 2, "unexpected argument 'dilation'; did you mean --preset dilation?");
  expect_refusal("-n 5 -k 3 --json --as keras", 2,
                 "--as: prints only the layer, but --json prints its shapes; give only one of them");
  expect_refusal("--preset dilation --layer 'nn.MaxPool2d(2)'", 2,
                 "--layer: specifies the layer, and so does --preset; give only one of them");
  expect_refusal(
      "-n 5 -s 2 --layer 'nn.MaxPool2d(2)'", 2,
      "-s/--stride: --layer already specifies the layer; leave one of them out, or put it in the text of the layer");
  expect_refusal(
      "-n 5 --layer 'nn.MaxPool2d(7)'", 2,
      "--layer: the kernel spans 7 cells, more than the padded input: 5 + 2*0 = 5; use kernel_size=5 or less, or "
      "more padding");
}

TEST(ShapeMistake, InATextIsShownWithACaret) {
  expect_refusal("-n 32 --layer 'nn.Conv2d(3, 16, 3, pading=1)'", 2,
                 "--layer: column 21: 'pading' is not an argument of Conv2d; did you mean padding?\n"
                 "  nn.Conv2d(3, 16, 3, pading=1)\n"
                 "                      ^");
}

TEST(RenderOfALayerText, DrawsWhatTheFlagsWouldDraw) {
  const Workspace workspace;
  expect_success(workspace.shell("$convarith render --layer 'nn.MaxPool2d(3, stride=2)' -n 7 --width 60 --format gif"));
  EXPECT_EQ(workspace.files(), Texts{"gif/maxpool_n7_k3_s2.gif"});
  expect_success(workspace.run("render --op max -k 3 -s 2 -n 7 --width 60 -o flags.gif"));
  EXPECT_EQ(workspace.read("flags.gif"), workspace.read("gif/maxpool_n7_k3_s2.gif"));
}

TEST(RenderOfALayerText, TakesPictureOutputAndNameFlags) {
  const Workspace workspace;
  expect_success(workspace.shell(
      "$convarith render --layer 'nn.Conv2d(1, 1, 3)' -n 4x5 --width 60 --format png --steps 0 --name mine"));
  EXPECT_EQ(workspace.files(), Texts{"png/mine_00.png"});
}

TEST(RenderOfALayerText, IsNamedWithoutTheBiasThatFrameworksAdd) {
  const Workspace workspace;
  const auto name_of = [&](const Texts& more) {
    Texts arguments{"render", "--layer", "nn.Conv2d(1, 1, 3)", "-n", "5", "--format", "gif", "--dry-run"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return workspace.run(arguments).out;
  };
  expect_contains(name_of({}), {"gif/conv_n5_k3.gif"});
  expect_contains(name_of({"--print-preset"}), {"\"name\": \"conv_n5_k3\"", "\"has_bias\": true"});
}

TEST(RenderOfALayerText, MayHaveNoBiasToGive) {
  expect_usage_error({"render", "--layer", "nn.Conv2d(1, 1, 3, bias=False)", "-n", "5", "--bias", "[1]"},
                     {"--bias: the layer has no bias"});
}

TEST(RenderOfALayerText, IsRefusedWithOtherWordsOnTheLayer) {
  const auto expect_refused = [](const std::string& arguments, const Texts& texts) {
    const Workspace workspace;
    expect_error(workspace.shell("$convarith render " + arguments), 2, texts);
    EXPECT_TRUE(workspace.is_empty());
  };
  expect_refused("--layer 'nn.MaxPool2d(3)'", {"-n/--input: the size of the input is missing; add -n"});
  expect_refused("-n 7 --layer 'nn.MaxPool2d(3)' --layer 'nn.MaxPool2d(3)'",
                 {"--layer 2: MaxPool2d: the kernel spans 3 cells, more than the padded input: 2"});
  expect_refused("-n 7 --layer 'nn.MaxPool2d(3)' --ceil-mode", {"--ceil-mode: --layer already specifies the layer"});
  expect_refused("-n 7 --layer 'nn.MaxPool2d(3)' --preset dilation", {"--layer: ", "so does a preset"});
  expect_refused("-n 7 --layer 'nn.MaxPool2d(3)' --all", {"--layer: ", "so does a preset"});
  expect_refused("-n 7x7x7 --layer 'nn.MaxPool3d(3)'", {"--layer: three-dimensional layers can't be drawn"});
}

TEST(ShapeOfAChain, GivesDepthwiseLayersAGroupForEachChannel) {
  const Workspace workspace;
  const ProcessResult result = workspace.run(
      {"shape", "-n", "8", "--layer", "Conv2D(6, 3)", "--layer", "DepthwiseConv2D(3, depth_multiplier=2)", "--json"});
  expect_success(result);
  const auto layers = nlohmann::json::parse(result.out).at("layers");
  EXPECT_EQ(layers.at(1).at("channels"), 6);
  EXPECT_EQ(layers.at(1).at("filters"), 12);
  EXPECT_EQ(layers.at(1).at("weights"), 12 * 9 + 12);
}

}  // namespace
}  // namespace convarith::testing::shape_test
