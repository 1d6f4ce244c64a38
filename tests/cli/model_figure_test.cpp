// Figures of whole models in all that is written of them besides pictures: data, pages, snippets, captions.

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/cli/workspace.hpp"

namespace convarith::testing::model_figure_test {
namespace {

using nlohmann::json;

const Texts kTwoLayers{"--layer", "nn.Conv2d(1, 1, 3, padding=1)", "--layer", "nn.MaxPool2d(2)", "-n", "8"};
const Texts kRow{"--layer", "nn.Conv1d(1, 1, 2, dilation=2)", "--layer", "nn.Conv1d(1, 1, 3)", "-n", "9"};
const Texts kLenet{"--model", CONVARITH_SOURCE_DIR "/tests/data/models/lenet5.txt", "-n", "32", "--view", "network"};

ProcessResult run(const Workspace& workspace, Texts command, const Texts& figure, const Texts& more) {
  command.insert(command.end(), figure.begin(), figure.end());
  command.insert(command.end(), more.begin(), more.end());
  return workspace.run(command);
}

std::string written(const Texts& figure, const std::string& format, Texts more = {}) {
  const Workspace workspace;
  more.insert(more.end(), {"--format", format, "-o", "file." + format});
  expect_success(run(workspace, {"render"}, figure, more));
  return workspace.read("file." + format);
}

json data_of(const Texts& figure, const Texts& more = {}) {
  return json::parse(written(figure, "json", more));
}

std::string part_of(const std::string& text, const std::string& begin, const std::string& end) {
  const std::size_t from = text.find(begin);
  if (from == std::string::npos) return {};
  return text.substr(from + begin.size(), text.find(end, from) - from - begin.size());
}

/// What the page's script is told of the model.
json told_of(const std::string& page) {
  return json::parse(part_of(page, "id=\"data\">", "</script>")).at("model");
}

TEST(ModelFigure, HasLayersAsData) {
  const json data = data_of(kTwoLayers);
  EXPECT_EQ(data.at("inputs"), json::parse(R"([{"channels": 1, "sizes": [8, 8]}])"));
  ASSERT_EQ(data.at("layers").size(), 2U);
  EXPECT_EQ(data.at("layers")[1].at("type"), "MaxPool2d");
  EXPECT_EQ(data.at("layers")[0].at("inputs"), json::parse("[-1]"));
  EXPECT_EQ(data.at("layers")[1].at("inputs"), json::parse("[0]"));
  EXPECT_EQ(data.at("layers")[1].at("output"), json::parse("[1, 4, 4]"));
  EXPECT_EQ(data.at("layers")[1].at("receptive_field"), json::parse("[4, 4]"));
  EXPECT_EQ(data.at("layers")[1].at("jump"), json::parse("[2, 2]"));
  EXPECT_EQ(data.at("layers")[1].at("start"), json::parse("[-1, -1]"));
}

TEST(ModelFigure, HasWhatEachOutputSeesAsData) {
  const json data = data_of(kTwoLayers);
  ASSERT_EQ(data.at("steps").size(), 16U);
  for (int i = 0; i < 16; ++i) {
    const json& step = data.at("steps")[static_cast<std::size_t>(i)];
    const int row = i / 4;
    const int col = i % 4;
    EXPECT_EQ(step.at("output"), json::array({row, col}));
    ASSERT_EQ(step.at("seen").size(), 2U);
    const auto from = [](int first) { return json::array({first, first + 1, first + 2, first + 3}); };
    EXPECT_EQ(step.at("seen")[0], (json{{"layer", -1}, {"rows", from(2 * row - 1)}, {"cols", from(2 * col - 1)}}));
    EXPECT_EQ(step.at("seen")[1], (json{{"layer", 0},
                                        {"rows", json::array({2 * row, 2 * row + 1})},
                                        {"cols", json::array({2 * col, 2 * col + 1})}}));
  }
}

TEST(ModelFigure, HasNoRowsWhereThereIsOneAxis) {
  const json step = data_of(kRow).at("steps")[1];
  EXPECT_EQ(step, json::parse(R"({"output": [1], "seen": [{"layer": -1, "cols": [1, 2, 3, 4, 5]},
                                                          {"layer": 0, "cols": [1, 2, 3]}]})"));
}

TEST(ModelFigure, HasTheStepsThatAreAskedForAsData) {
  const json all = data_of(kTwoLayers).at("steps");
  EXPECT_EQ(data_of(kTwoLayers, {"--steps", "5:7"}).at("steps"), json::array({all[5], all[6]}));
  EXPECT_EQ(data_of(kTwoLayers, {"--cell", "2,3"}).at("steps"), json::array({all[11]}));
}

TEST(ModelFigure, HasBlocksThatLightUpAsData) {
  const json data = data_of(kLenet);
  const json& steps = data.at("steps");
  ASSERT_EQ(steps.size(), 8U);
  EXPECT_EQ(steps[0].at("block"), "c1");
  EXPECT_EQ(steps[0].at("output"), json::parse("[6, 28, 28]"));
  EXPECT_EQ(steps[7], json::parse(R"({"block": null, "layers": [], "output": null})"));
  json layers = json::array();  // each of them lights up once
  for (const json& step : steps) layers.insert(layers.end(), step.at("layers").begin(), step.at("layers").end());
  ASSERT_EQ(layers.size(), data.at("layers").size());
  for (std::size_t i = 0; i < layers.size(); ++i) EXPECT_EQ(layers[i], i);
}

TEST(ModelFigure, IsAsTheSchemaSays) {
  const Workspace workspace;
  Texts files;
  for (const Texts& figure : {kTwoLayers, kRow, kLenet}) {
    files.push_back("model" + std::to_string(files.size()) + ".json");
    workspace.write(files.back(), data_of(figure).dump());
  }
  const std::string script =
      "import json, sys, jsonschema\n"
      "schema = json.load(open(sys.argv[1]))\n"
      "for name in sys.argv[2:]:\n"
      "  for e in jsonschema.Draft202012Validator(schema).iter_errors(json.load(open(name))): print(name, e)\n";
  Texts command{"/usr/bin/python3", "-c", script, CONVARITH_SOURCE_DIR "/presets/schema/model.schema.json"};
  command.insert(command.end(), files.begin(), files.end());
  const ProcessResult result = run_process(command, {workspace.folder().path(), {}, {}});
  expect_success(result);
  EXPECT_EQ(result.out, "");
}

TEST(ModelFigure, HasAPageThatTellsOfAllMaps) {
  const std::string page = written(kTwoLayers, "html");
  expect_contains(page, {"<dt>Layers</dt><dd>input 8 × 8</dd><dd>Conv2d 3 × 3: 8 × 8</dd>"
                         "<dd>MaxPool2d 2 × 2, s = 2: 4 × 4</dd>",
                         "<dt>Receptive field</dt><dd>one output sees 4 × 4 inputs</dd>", "click an output"});
  EXPECT_EQ(page.find("Output size"), std::string::npos);
  const json model = told_of(page);
  EXPECT_EQ(model.at("shows"), "fields");
  ASSERT_EQ(model.at("layers").size(), 3U);
  EXPECT_EQ(model.at("layers")[1].at("name"), "Conv2d");
  EXPECT_EQ(model.at("layers")[1].at("sees")[0][0], json::parse("[-1, 0, 1]"));
  EXPECT_EQ(model.at("layers")[2].at("sees")[1][3], json::parse("[6, 7]"));
  ASSERT_EQ(model.at("maps").size(), 3U);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(model.at("maps")[static_cast<std::size_t>(i)].at("layer"), i);
  EXPECT_EQ(told_of(written(kTwoLayers, "html", {"--cell", "2,3"})).at("first_output"), 11);
}

TEST(ModelFigure, HasAPageThatTellsOfAllBlocks) {
  const std::string page = written(kLenet, "html");
  expect_contains(page, {"<dt>Blocks</dt><dd>input: 1 × 32 × 32</dd><dd>c1: ", "output 6 × 28 × 28</dd>"});
  EXPECT_EQ(page.find("Output size"), std::string::npos);
  const json model = told_of(page);
  EXPECT_EQ(model.at("shows"), "blocks");
  ASSERT_EQ(model.at("layers").size(), 8U);
  EXPECT_FALSE(model.at("layers")[0].contains("step"));
  for (std::size_t i = 1; i < 8; ++i) EXPECT_EQ(model.at("layers")[i].at("step"), i - 1);
  ASSERT_EQ(model.at("maps").size(), 8U);
  EXPECT_EQ(model.at("maps")[0].at("kind"), "block");
}

TEST(ModelFigure, HasSnippetsThatTellOfTheModel) {
  const Workspace workspace;
  for (const char* const host : {"html", "markdown", "latex", "rst", "mkdocs", "obsidian"}) {
    const ProcessResult chain = run(workspace, {"embed", "--for", host}, kTwoLayers, {});
    expect_success(chain);
    expect_contains(chain.out, {"Network", "2 layers", "What one output cell of 2 layers sees"});
    EXPECT_EQ(chain.out.find("Convolution"), std::string::npos) << chain.out;
    const ProcessResult model = run(workspace, {"embed", "--for", host}, kLenet, {});
    expect_success(model);
    expect_contains(model.out, {"Network lenet5", "12 layers", "61706 weights", "A neural network of 12 layers"});
  }
  const ProcessResult table = run(workspace, {"embed", "--for", "html", "--table"}, kTwoLayers, {});
  expect_success(table);
  EXPECT_EQ(table.out.find("⌊"), std::string::npos) << table.out;
}

TEST(ModelFigure, TakesWhatOtherFiguresTake) {
  for (const Texts& figure : {kTwoLayers, kRow, kLenet}) {
    for (const char* const more : {"--labels --legend --step-counter --caption params", "--caption both --title Title",
                                   "--strip 4 --labels", "--theme auto", "--theme dark --background transparent"}) {
      const Workspace workspace;
      expect_success(run(workspace, {"render", "--format", "svg"}, figure, words_of(more)));
    }
  }
}

TEST(ModelFigure, RefusesWhatIsForLayers) {
  const Workspace workspace;
  for (const Texts& figure : {kTwoLayers, kLenet}) {
    expect_error(run(workspace, {"render"}, figure, {"--beside", "transposed"}), 2, {"--beside", "single layer"});
  }
  expect_error(run(workspace, {"render"}, kLenet, {"--caption", "formula"}), 2, {"--caption", "no formula"});
  expect_error(run(workspace, {"render"}, kTwoLayers, {"--strip", "4", "--format", "json"}), 2, {"--format", "strip"});
}

}  // namespace
}  // namespace convarith::testing::model_figure_test
