// Tables of whole models: what convarith shape --model prints, and what it says of models that do not fit. Costs 1 s.

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "tests/cli/workspace.hpp"

namespace convarith::testing::model_shapes_test {
namespace {

constexpr const char* kLenet = R"(LeNet(
  (conv1): Conv2d(1, 6, kernel_size=(5, 5), stride=(1, 1))
  (act1): Tanh()
  (pool1): AvgPool2d(kernel_size=2, stride=2, padding=0)
  (conv2): Conv2d(6, 16, kernel_size=(5, 5), stride=(1, 1))
  (pool2): AvgPool2d(kernel_size=2, stride=2, padding=0)
  (flatten): Flatten(start_dim=1, end_dim=-1)
  (head): Sequential(
    (0): Linear(in_features=400, out_features=120, bias=True)
    (1): Linear(in_features=120, out_features=10, bias=True)
  )
)
)";

/// A residual connection, as a program writes it.
constexpr const char* kResidual = R"(conv1 = nn.Conv2d(8, 8, 3, padding=1)
conv2 = nn.Conv2d(8, 8, 3, padding=1)
y = conv2(conv1(x))
z = y + x
)";

ProcessResult shape_of(const std::string& model, const std::string& flags) {
  const Workspace workspace;
  workspace.write("net.txt", model);
  return workspace.run("shape --model net.txt " + flags);
}

TEST(ModelTable, HasARowForEachLayerAndTheSums) {
  const ProcessResult result = shape_of(kLenet, "-n 32");
  expect_success(result);
  EXPECT_EQ(result.err, "");
  EXPECT_EQ(result.out,
            "NAME     LAYER                       OUTPUT  FIELD  JUMP  START  WEIGHTS  MULT-ADDS\n"
            "(input)                         1 x 32 x 32\n"
            "conv1    Conv2d 5 x 5           6 x 28 x 28      5     1      0      156      118 k\n"
            "act1     Tanh                   6 x 28 x 28      5     1      0        0          0\n"
            "pool1    AvgPool2d 2 x 2, s 2   6 x 14 x 14      6     2      0        0          0\n"
            "conv2    Conv2d 5 x 5          16 x 10 x 10     14     2      0     2416      240 k\n"
            "pool2    AvgPool2d 2 x 2, s 2    16 x 5 x 5     16     4      0        0          0\n"
            "flatten  Flatten               400 features     16     4      0        0          0\n"
            "head.0   Linear                120 features     32    20      0    48120     48.0 k\n"
            "head.1   Linear                 10 features     32    20      0     1210     1.20 k\n"
            "total                                                              51902      407 k\n");
}

TEST(ModelTable, FoldsBlocks) {
  const ProcessResult result = shape_of(kLenet, "-n 32 --depth 1");
  expect_contains(result.out,
                  {"\nhead     2 layers               10 features     32    20      0    49330     49.2 k\n"});
  EXPECT_EQ(result.out.find("head.0"), std::string::npos);
}

TEST(ModelTable, IsWrittenAsMarkdownAndCsv) {
  expect_contains(shape_of(kLenet, "-n 32 --format markdown").out,
                  {"| name | layer | output |",
                   "\n| conv2 | Conv2d 5 x 5 | 16 x 10 x 10 | 14 | 2 | 0 | 2416 | 240000 |\n", "| **total** |"});
  expect_contains(shape_of(kLenet, "-n 32 --format csv").out,
                  {"name,layer,output,receptive_field,jump,start,weights,multiplications\n",
                   "\npool1,\"AvgPool2d 2 x 2, s 2\",6 x 14 x 14,6,2,0,0,0\n"});
  expect_error(shape_of(kLenet, "-n 32 --format cvs"), 2, {"--format: there is no format 'cvs' for a table", "csv"});
}

TEST(ModelTable, FitsAHundredColumns) {
  std::string text;
  const std::string block = "a_block_with_a_very_long_name_that_nobody_would_want_to_read_in_a_table";
  text += "Net(\n  (" + block + "): Sequential(\n    (" + block +
          "): Conv2d(3, 64, kernel_size=(7, 11), stride=(2, 3), padding=(3, 5), dilation=(2, 1))\n  )\n)\n";
  std::istringstream lines(shape_of(text, "-n 224x360").out);
  for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 104U) << line;  // with bytes of an ellipsis
}

TEST(ModelTable, TellsTheLargestFieldOverBranchesAndWhatBordersCutOff) {
  const std::string out = shape_of(kResidual, "-n 4").out;
  expect_contains(out, {" 5* ", "* The field depends on the path through branches; this is the largest.\n",
                        "Fields count cells beyond the borders of the input, too: from conv2 on"});
}

TEST(ModelTable, HasNamesOfChannelsThatAreVariables) {
  const std::string out = shape_of("conv = nn.Conv2d(in_ch, 64, 3)\nlast = nn.Conv2d(64, ngf * 2, 3)\n", "-n 9").out;
  expect_contains(out, {"in_ch x 9 x 9", "64 x 7 x 7", "ngf * 2 x 5 x 5", "?"});
}

TEST(ModelJson, HasTheKeysOfChainsAndNames) {
  const nlohmann::json document = nlohmann::json::parse(shape_of(kLenet, "-n 32 --json").out);
  ASSERT_EQ(document["layers"].size(), 8U);
  const nlohmann::json& conv2 = document["layers"][3];
  EXPECT_EQ(conv2["name"], "conv2");
  EXPECT_EQ(conv2["layer"], "nn.Conv2d(6, 16, 5)");
  EXPECT_EQ(conv2["output_shape"], nlohmann::json({16, 10, 10}));
  EXPECT_EQ(conv2["receptive_field"], nlohmann::json({14, 14}));
  EXPECT_EQ(conv2["weights"], 2416);
  EXPECT_EQ(document["layers"][1]["type"], "Tanh");
  EXPECT_EQ(document["layers"][1]["output"], nlohmann::json({28, 28}));
  EXPECT_EQ(document["layers"][6]["output_shape"], nlohmann::json({120}));
  EXPECT_EQ(document["weights"], 51902);
  EXPECT_EQ(document["multiplications"], 406800);
}

TEST(ModelOnly, TakesLayersByNumberAndByName) {
  expect_contains(shape_of(kLenet, "-n 32 --only 2:4").out,
                  {"(input)                         6 x 28 x 28\npool1 ", "conv2 "});
  expect_contains(shape_of(kLenet, "-n 32 --only conv2,head").out, {"conv2 ", "head.0 ", "head.1 "});
  expect_contains(shape_of(kLenet, "-n 32 --only pool1:pool2").out, {"pool1 ", "conv2 ", "pool2 "});
  expect_error(shape_of(kLenet, "-n 32 --only conv9"), 2,
               {"--only: there is no layer 'conv9'; the model has 8 layers, 0 to 7: conv1, act1, pool1"});
  expect_error(shape_of(kLenet, "-n 32 --only 5:2"), 2, {"--only: '5:2' contains no layers"});
}

/// Expects the table to end before a layer, and one line that says why.
void expect_stop(const ProcessResult& result, const std::string& last_row, const Texts& texts) {
  EXPECT_EQ(result.exit_code, 2);
  expect_contains(result.out, {"NAME ", last_row});
  EXPECT_EQ(result.out.find("total"), std::string::npos);
  expect_contains(result.err, texts);
  EXPECT_EQ(std::count(result.err.begin(), result.err.end(), '\n'), 1) << result.err;
}

TEST(ModelsThatDoNotFit, SayBothNumbersTheLayerAndTheMend) {
  expect_stop(shape_of(kLenet, "-n 28"), "flatten ",
              {"convarith: error: net.txt: line 9: head.0 expects 400 features, but 16 x 4 x 4 = 256 come in; use "
               "in_features=256; an input of 32 would fit, too"});
  expect_stop(shape_of("a = nn.Conv2d(1, 8, 3)\nb = nn.Conv2d(16, 8, 3)\n", "-n 9"), "a ",
              {"net.txt: line 2: b expects 16 channels, but the previous layer outputs 8; make them agree, such as by "
               "in_channels=8\n"});
  expect_stop(shape_of("a = nn.MaxPool2d(4)\nb = nn.Conv2d(1, 8, 5)\n", "-n 9"), "a ",
              {"net.txt: line 2: b: the kernel spans 5 cells, more than the padded input: 2 + 2*0 = 2; use "
               "kernel_size=2 or less, or more padding; an input of 20 would fit, too\n"});
}

TEST(ModelsThatDoNotFit, ArePassedOverWhereUnknownLayersKeepTheShape) {
  const std::string model = "a = nn.Conv2d(1, 8, 3)\nb = nn.Mystery(3)\nc = nn.Conv2d(8, 4, 3)\n";
  expect_stop(shape_of(model, "-n 9"), "a ", {"net.txt: line 2: b is not a known layer", "--assume-same"});
  const ProcessResult same = shape_of(model, "-n 9 --assume-same");
  expect_success(same);
  expect_contains(same.out, {"\nb ", "\nc ", "4 x 5 x 5"});
}

TEST(ModelFlags, AreHeldAgainstOthers) {
  expect_error(shape_of(kLenet, ""), 2, {"-n/--input: is required: the size of the model's input; add -n 224"});
  expect_error(shape_of(kLenet, "-n 32 -k 3"), 2, {"-k/--kernel: is for a single layer, but a model is given"});
  expect_error(shape_of(kLenet, "-n 32 --channels 3"), 2, {"--channels: the model takes 1 channel, not 3"});
  expect_usage_error("shape --model nothing.txt -n 3", {"--model: there is no file 'nothing.txt'"});
  const Workspace workspace;
  expect_success(workspace.run("shape --model - -n 32", kLenet));
}

TEST(SeveralLayers, MayKeepTheShape) {
  const Workspace workspace;
  const ProcessResult result =
      workspace.shell("$convarith shape -n 8 --layer 'nn.Conv2d(1, 4, 3)' --layer 'nn.ReLU()' --layer 'nn.Flatten()'");
  expect_success(result);
  expect_contains(result.out, {"4 x 6 x 6", "ReLU", "144 features"});
}

}  // namespace
}  // namespace convarith::testing::model_shapes_test
