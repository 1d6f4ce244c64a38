// The numbers of a layer, from wherever they come.

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "tests/cli/workspace.hpp"

namespace convarith::testing::numbers_test {
namespace {

using nlohmann::json;

/// 2 x 3 bytes as NumPy saves them: 1 to 6.
std::string small_array() {
  const std::string header = "{'descr': '|u1', 'fortran_order': False, 'shape': (2, 3), }\n";
  return "\x93NUMPY\x01" + std::string(1, '\0') + static_cast<char>(header.size()) + std::string(1, '\0') + header +
         "\1\2\3\4\5\6";
}

/// The layer as data, run in a workspace.
json model_in(const Workspace& workspace, Texts arguments, const std::string& input = {}) {
  arguments.insert(arguments.begin(), "render");
  arguments.insert(arguments.end(), {"--format", "json", "-o", "-", "--quiet"});
  const ProcessResult result = workspace.run(arguments, input);
  expect_success(result);
  return json::parse(result.out, nullptr, false);
}

std::string values_of(const json& model, const char* map) {
  return model.at(map).at("values").dump();
}

TEST(Numbers, OfEverySourceAreTheSame) {
  const Workspace workspace;
  workspace.write("a.json", "[[1, 2, 3], [4, 5, 6]]");
  workspace.write("a.csv", "1,2,3\n4,5,6\n");
  workspace.write("a.npy", small_array());
  for (const char* source : {"[[1,2,3],[4,5,6]]", "a.json", "a.csv", "a.npy"}) {
    const json model = model_in(workspace, {"--values", source, "--weights", "[[1,0],[0,-1]]", "--bias", "0.5"});
    EXPECT_EQ(values_of(model, "input"), "[[[1,2,3],[4,5,6]]]") << source;
    EXPECT_EQ(values_of(model, "output"), "[[[-3.5,-3.5]]]") << source;
  }
}

TEST(Numbers, OfWeightsAndBiasComeFromFilesToo) {
  const Workspace workspace;
  workspace.write("kernel.csv", "1 0\n0 -1\n");
  workspace.write("bias.csv", "10\n20\n");
  workspace.write("two.json", "[[[[1]]], [[[2]]]]");
  EXPECT_EQ(values_of(model_in(workspace, {"--values", "[[1,2],[3,4]]", "--weights", "kernel.csv"}), "output"),
            "[[[-3]]]");
  EXPECT_EQ(
      values_of(model_in(workspace, {"--values", "[[1]]", "--weights", "two.json", "--bias", "bias.csv"}), "output"),
      "[[[11]],[[22]]]")
      << "a bias may be a column";
}

TEST(Numbers, OfSeveralChannelsGiveTheChannels) {
  const Workspace workspace;
  workspace.write("two.csv", "1,2\n3,4\n\n5,6\n7,8\n");
  const json model = model_in(workspace, {"--values", "two.csv", "--weights", "[[[[1]],[[1]]]]"});
  EXPECT_EQ(model.at("input").at("shape").dump(), "[2,2,2]");
  EXPECT_EQ(values_of(model, "output"), "[[[6,8],[10,12]]]");
}

TEST(Numbers, OfOneDimensionAreAListOrOneForEachChannel) {
  const Workspace workspace;
  const json one = model_in(workspace, {"--dims", "1", "--values", "[2,3,4]", "--weights", "[1,1]"});
  EXPECT_EQ(values_of(one, "output"), "[[[5,7]]]");
  const json two = model_in(workspace, {"--dims", "1", "--values", "[[2,3,4],[10,20,30]]", "--weights", "[[[1],[1]]]"});
  EXPECT_EQ(values_of(two, "output"), "[[[12,23,34]]]");
}

TEST(Numbers, OfAPresetAreBesideIt) {
  const Workspace workspace;
  workspace.write("data/mine.json", R"({"values": "../a.csv", "weights": "k.json"})");
  workspace.write("data/k.json", "[[2]]");
  workspace.write("a.csv", "1;2\n");
  EXPECT_EQ(values_of(model_in(workspace, {"--preset", "data/mine.json"}), "output"), "[[[2,4]]]");
  EXPECT_EQ(values_of(model_in(workspace, {"--preset", "-"}, R"({"values": "a.csv", "k": 1})"), "input"), "[[[1,2]]]")
      << "on standard input, from here";
}

TEST(Numbers, ArePrintedInAPresetInsteadOfTheirFile) {
  const Workspace workspace;
  workspace.write("a.csv", "1,2.5\n");
  const ProcessResult printed = workspace.run("render --values a.csv -k 1 --print-preset");
  expect_success(printed);
  expect_contains(printed.out, {"\"values\": [[1,2.5]]"});
  EXPECT_EQ(printed.out.find("a.csv"), std::string::npos);
}

TEST(RandomNumbers, AreTheSameWhateverElseIsAsked) {
  const Workspace workspace;
  const std::string three = "[[[8,7,0],[2,9,6],[7,8,0]]]";
  const json model = model_in(workspace, {"-n", "3", "-k", "2", "--random", "7"});
  EXPECT_EQ(values_of(model, "input"), three);
  EXPECT_EQ(values_of(model, "weights"), "[[[[-3,3],[-2,-3]]]]");
  EXPECT_FALSE(model.contains("bias"));
  EXPECT_EQ(values_of(model_in(workspace, {"-n", "3", "-k", "3", "--random", "7", "--has-bias"}), "input"), three);
  const json pooling = model_in(workspace, {"-n", "3", "-k", "2", "--random", "7", "--op", "max"});
  EXPECT_EQ(values_of(pooling, "input"), three);
  EXPECT_EQ(values_of(pooling, "output"), "[[[9]]]");
}

TEST(RandomNumbers, AreOnlyThoseThatWereNotGiven) {
  const Workspace workspace;
  const json model = model_in(workspace, {"--values", "[[1,2],[3,4]]", "-k", "2", "--has-bias", "--random", "7"});
  EXPECT_EQ(values_of(model, "input"), "[[[1,2],[3,4]]]");
  EXPECT_EQ(values_of(model, "weights"), "[[[[-3,3],[-2,-3]]]]");
  EXPECT_EQ(values_of(model, "bias"), "[3]");
  EXPECT_EQ(values_of(model, "output"), "[[[-12]]]");
}

TEST(RandomNumbers, HaveTheDecimalsAskedFor) {
  const Workspace workspace;
  const json model = model_in(workspace, {"-n", "2", "-k", "2", "--random", "7", "--precision", "2"});
  EXPECT_EQ(values_of(model, "input"), "[[[7.32,6.48],[0.17,2.37]]]");
  EXPECT_EQ(values_of(model, "weights"), "[[[[-2.85,2.68],[-1.86,-2.94]]]]");
}

TEST(RandomNumbers, StayASeedInAPreset) {
  const Workspace workspace;
  const ProcessResult printed = workspace.run("render -n 3 -k 2 --has-bias --random 7 --precision 1 --print-preset");
  expect_success(printed);
  expect_contains(printed.out, {"\"name\": \"conv_n3_k2_bias_random7_precision1\"", "\"has_bias\": true",
                                "\"random\": 7", "\"precision\": 1"});
  EXPECT_EQ(printed.out.find("values"), std::string::npos);
  EXPECT_EQ(model_in(workspace, {"--preset", "-"}, printed.out),
            model_in(workspace, {"-n", "3", "-k", "2", "--has-bias", "--random", "7", "--precision", "1"}));
}

TEST(RandomNumbersMistake, TooManyAreRefused) {
  expect_usage_error(
      "render -n 4096 -k 3 --channels 2 --random 1 --no-limits",
      {"--random: 2 x 4096 x 4096 are 33554432 numbers, over the limit of 16777216 that can be made up"});
  expect_usage_error("render -n 3 -k 3 --channels 16384 --filters 16384 --random 1",
                     {"--random: 16384 x 16384 x 3 x 3"});
}

TEST(Numbers, AreInTheNameOfAFigureSoThatNoOtherIsOverwritten) {
  const Workspace workspace;
  const auto file_of = [&](const Texts& more) {
    Texts arguments{"render", "--format", "gif", "--dry-run"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    const std::string plan = workspace.run(arguments).out;
    return plan.substr(0, plan.find(':'));
  };
  EXPECT_EQ(file_of({"-n", "3", "-k", "2", "--random", "7", "--precision", "1"}),
            "gif/conv_n3_k2_random7_precision1.gif");
  EXPECT_EQ(file_of({"--values", "[[1]]", "--weights", "[[1]]", "--bias", "1"}), "gif/conv_n1_k1_values.gif");
  EXPECT_EQ(file_of({"--preset", "dilation", "--random", "7", "--precision", "2"}),
            "gif/dilation_random7_precision2.gif");
  EXPECT_EQ(file_of({"--preset", "dilation", "--bias", "1"}), "gif/dilation_bias.gif");
  EXPECT_EQ(file_of({"--layer", "nn.Conv2d(1, 1, 2)", "-n", "3", "--random", "7"}), "gif/conv_n3_k2_random7.gif");
}

TEST(NumbersMistake, IsAUsageErrorOfOneLine) {
  const Workspace workspace;
  workspace.write("ragged.csv", "1,2\n3,4\n5\n");
  workspace.write("mine.json", "{\"k\": 1,\n\"values\": \"none.csv\"}");
  workspace.write("long.npy", small_array() + "\7");
  expect_error(workspace.run("render --values ragged.csv -k 1"), 2,
               {"error: --values: ragged.csv:3: row 2 has 1 number, but the rows before it have 2\n"});
  expect_error(workspace.run("render --values long.npy -k 1"), 2,
               {"--values: long.npy: declares 2 x 3 numbers in 6 bytes, but 7 bytes follow its header\n"});
  expect_error(workspace.run("render --preset mine.json"), 2,
               {"mine.json:2: \"values\": there is no file 'none.csv'\n"});
  expect_error(workspace.run("render --values . -k 1"), 2, {"--values: .: is a folder, not a file; only models"});
  expect_error(workspace.run("render -n 2 -k 1 --bias nothing"), 2, {"--bias: there is no file 'nothing'\n"});
}

TEST(NumbersOfADepthwiseLayer, AreDrawnAndPrintedAsThoseOfAGroupForEachChannel) {
  const Workspace workspace;
  workspace.write("values.json", "[[[1,2,3],[4,5,6],[7,8,9]],[[1,1,1],[2,2,2],[3,3,3]]]");
  workspace.write("weights.json", "[[[[1,2],[3,4]]],[[[5,6],[7,8]]],[[[1,0],[0,1]]],[[[0,2],[2,0]]]]");
  const auto render = [&workspace](const std::string& layer, const std::string& file) {
    expect_success(workspace.run({"render", "--layer", layer, "--values", "values.json", "--weights", "weights.json",
                                  "--width", "200", "--quiet", "-o", file}));
    return workspace.read(file);
  };
  EXPECT_EQ(render("DepthwiseConv2D(2, depth_multiplier=2, use_bias=False)", "keras.gif"),
            render("nn.Conv2d(2, 4, 2, groups=2, bias=False)", "pytorch.gif"));
  const ProcessResult printed =
      workspace.run({"render", "--layer", "DepthwiseConv2D(2, depth_multiplier=2)", "--values", "values.json",
                     "--weights", "weights.json", "--print-preset"});
  expect_success(printed);
  expect_contains(printed.out, {"\"filters\": 4", "\"groups\": 2", "conv_n3_k2_channels2_filters4_groups2"});
}

TEST(NumbersMistake, WeightsOfADepthwiseLayerHaveAsManyFiltersAsItsMultiplierSays) {
  const std::vector<std::string> numbers = {"--values", "[[1,2],[3,4]]", "--weights", "[[[1]],[[2]],[[3]],[[4]]]"};
  const auto with = [&numbers](const std::string& multiplier) {
    std::vector<std::string> arguments = {"render", "--layer",
                                          "DepthwiseConv1D(1, depth_multiplier=" + multiplier + ")"};
    arguments.insert(arguments.end(), numbers.begin(), numbers.end());
    return arguments;
  };
  expect_usage_error(with("1"), {"--weights: has the shape 4 x 1 x 1, but the layer's kernel has 2 x 1 x 1"});
  expect_usage_error(with("3"), {"--weights: has the shape 4 x 1 x 1, but the layer's kernel has 6 x 1 x 1"});
  expect_usage_error(with("4"), {"--weights: has the shape 4 x 1 x 1, but the layer's kernel has 8 x 1 x 1"});
  expect_usage_error(with("0"), {"--layer: the depth multiplier can't be 0; give a number from 1 to 16384"});
}

TEST(NumbersMistake, SizesThatContradictEachOtherAreBothNamed) {
  expect_usage_error({"render", "--values", "[[1,2],[3,4]]", "-n", "2x3", "-k", "1"},
                     {"--values: has the shape 2 x 2, but the layer's input has 1 x 2 x 3"});
  expect_usage_error({"render", "--values", "[[[1]],[[2]]]", "-k", "1", "--channels", "3"},
                     {"--values: has the shape 2 x 1 x 1, but the layer's input has 3 x 1 x 1"});
  expect_usage_error({"render", "--values", "[[[1]],[[2]]]", "--weights", "[[[[1]],[[1]],[[1]]]]"},
                     {"--weights: are for 3 channels, but the values have 2; make them agree"});
  expect_usage_error({"render", "--values", "[[1]]", "--weights", "[[[[1]]],[[[1]]]]", "--transposed"},
                     {"--weights: are for 2 channels, but the values have 1"});
  expect_usage_error({"render", "-n", "2", "--weights", "[[1,2],[3,4]]", "-k", "1"},
                     {"--weights: has the shape 2 x 2, but the layer's kernel has 1 x 1 x 1 x 1"});
  expect_usage_error({"render", "-n", "2", "-k", "1", "--bias", "[[1,2],[3,4]]"},
                     {"--bias: has the shape 2 x 2, but the layer's output has 1"});
}

TEST(NumbersMistake, SizesThatCantBeAreLaidToTheNumbersTheyFollowFrom) {
  const Workspace workspace;
  std::string row = "1";
  for (int i = 0; i < 16384; ++i) row += " 1";
  workspace.write("long.csv", row);
  expect_error(workspace.run("render --dims 1 --values long.csv -k 1"), 2,
               {"--values: an input of 16385 can't be drawn; give at most 16384"});
  workspace.write("mine.json", "{\"n\": 2, \"weights\": [[1, 2, 3]]}");
  expect_error(workspace.run("render --preset mine.json"), 2, {"mine.json:1: \"weights\": the kernel spans 3 columns"});
  std::string channels = "[[1]]";
  for (int i = 1; i < 200'000; ++i) channels += ",[[1]]";
  workspace.write("wide.json", "[[" + channels + "]]");
  expect_error(workspace.run("render -n 2 --groups 16384 --weights wide.json"), 2, {"--weights: ", "16385"});
}

TEST(UnknownChannels, WarnWhereTheFigureIsAboutThem) {
  const std::string drawing = "render -n 5 --layer Conv2D(4,3) --format gif --dry-run";
  const std::string told =
      "warning: the layer does not say how many channels its input has, so one is drawn; set the number with "
      "--channels";
  for (const std::string view : {"volume", "equation --random 1", "breakdown --random 1"}) {
    expect_contains(Workspace().run(drawing + " --view " + view).err, {told});
  }
  EXPECT_EQ(Workspace().run(drawing).err, "");
  EXPECT_EQ(Workspace().run(drawing + " --view volume --channels 3").err, "");
}

}  // namespace
}  // namespace convarith::testing::numbers_test
