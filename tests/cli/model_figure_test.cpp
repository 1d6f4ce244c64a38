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

std::string part_of(const std::string& text, const std::string& begin, const std::string& end) {
  const std::size_t from = text.find(begin);
  if (from == std::string::npos) return {};
  return text.substr(from + begin.size(), text.find(end, from) - from - begin.size());
}

/// What the page's script is told of the model.
json told_of(const std::string& page) {
  return json::parse(part_of(page, "id=\"data\">", "</script>")).at("model");
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

}  // namespace
}  // namespace convarith::testing::model_figure_test
