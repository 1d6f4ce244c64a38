// What models make of pictures, from the command line: numbers from files and presets, and what is refused.

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/cli/workspace.hpp"

namespace convarith::testing::features_test {
namespace {

using nlohmann::json;

const std::string kModel = "conv = nn.Conv2d(1, 1, 2, bias=False)\nnn.ReLU()\nnn.Flatten()\nfc = nn.Linear(4, 2)\n";
const std::string kNumbers = R"("parameters": {"conv.weight": [[[[1, 0], [0, -1]]]],
 "fc.weight": [[1, 1, 1, 1], [0, 0, 0, 1]], "fc.bias": [0.5, -1]})";

/// Writes the model and a preset with its numbers.
void prepare(const Workspace& workspace) {
  workspace.write("net.txt", kModel);
  workspace.write("net.json", R"({"model": "net.txt", "values": [[3, 2, 1], [0, 1, 0], [5, 0, 0]], )" + kNumbers + "}");
}

json data_of(const Workspace& workspace, const std::string& flags) {
  expect_success(workspace.run("render --preset net.json " + flags + " -o data.json"));
  return json::parse(workspace.read("data.json"));
}

TEST(Features, AreTheUsualViewOfAModelWithNumbers) {
  const Workspace workspace;
  prepare(workspace);
  const json steps = data_of(workspace, "").at("steps");
  ASSERT_EQ(steps.size(), 4U);
  // conv: 3-1, 2-0, 0-0, 1-0
  EXPECT_EQ(steps[0].at("values"), json::parse("[[2, 2, 0, 1]]"));
  EXPECT_EQ(steps[3].at("layer"), 3);
  EXPECT_EQ(steps[3].at("values"), json::parse("[[5.5, 0]]"));
}

TEST(Features, OfSomeLayersAreThoseInTheWholeModel) {
  const Workspace workspace;
  prepare(workspace);
  const json data = data_of(workspace, "--only fc --view features");
  EXPECT_EQ(data.at("inputs")[0].at("channels"), 4);
  EXPECT_EQ(data.at("steps")[0].at("values"), json::parse("[[5.5, 0]]"));
}

TEST(Features, OneLayerHasItsWeightsAndWhatComesIn) {
  const Workspace workspace;
  prepare(workspace);
  const json data = data_of(workspace, "--only conv");
  EXPECT_EQ(data.at("steps").size(), 4U);
  EXPECT_NE(data.dump().find("-1"), std::string::npos);
  expect_success(workspace.run("render --preset net.json --only conv --view filters -o w.svg"));
}

TEST(Features, TakeWeightsFromFiles) {
  const Workspace workspace;
  const std::string data = CONVARITH_SOURCE_DIR "/tests/data/forward/";
  expect_success(
      workspace.run("render --model " + data + "net1.py --weights " + data + "net1.npz -n 9x10 --random 1 -o a.svg"));
  expect_success(workspace.run("render --model " + data + "net1.onnx --view features --random 1 -o b.svg"));
  EXPECT_NE(workspace.read("a.svg").find("<svg"), std::string::npos);
}

TEST(Features, AreToldOnPages) {
  const Workspace workspace;
  prepare(workspace);
  expect_success(workspace.run("render --preset net.json --classes yes,no -o page.html"));
  const std::string page = workspace.read("page.html");
  EXPECT_NE(page.find("conv: output 2 × 2"), std::string::npos);
}

TEST(Features, AreRefusedWhereNumbersAreMissingOrDoNotFit) {
  const Workspace workspace;
  prepare(workspace);
  expect_error(workspace.run("render --model net.txt -n 3 --view features"), 2, {"--values", "--random 1"});
  expect_error(workspace.run("render --model net.txt --view features --values [[1,2,3],[4,5,6],[7,8,9]]"), 2,
               {"--weights", ".npz"});
  expect_error(workspace.run("render --preset net.json --values [[1,2],[3,4]] -n 3"), 2, {"2 x 2", "1 x 3 x 3"});
  expect_error(workspace.run("render --preset net.json --classes a,b,c"), 2, {"--classes", "3", "2"});
  expect_error(workspace.run("render --preset net.json --targets 0,1"), 2, {"--targets", "2", "1 picture"});
  expect_error(workspace.run("render --preset net.json --targets 7"), 2, {"--targets", "7"});
  expect_error(workspace.run("render --preset net.json --cells numbers"), 2, {"--cells", "heat"});
  expect_error(workspace.run("render --model net.txt -n 3 --random 1 --view network"), 2, {"--random", "features"});
  expect_error(workspace.run("render -n 5 -k 3 --classes a"), 2, {"--classes", "--model"});
  expect_error(workspace.run("render -n 5 --weights net.npz"), 2, {"--weights", "--model"});
  EXPECT_EQ(workspace.files(), (Texts{"net.json", "net.txt"}));
}

}  // namespace
}  // namespace convarith::testing::features_test
