// The layer as data: what --format json writes, recomputed from its own taps.

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/cli/workspace.hpp"

namespace convarith::testing::model_test {
namespace {

using nlohmann::json;

/// Layers of every kind and option that can be drawn, with values.
const Texts kLayers[] = {
    {"--values", "[[1,2,3],[4,5,6],[7,8,9]]", "--weights", "[[1,0],[0,-2]]"},
    {"--values", "[[1,2,3],[4,5,6],[7,8,9]]", "--weights", "[[1,0],[0,-2]]", "-p", "1,0,2,1", "-s", "2x1"},
    {"--values", "[[1,2,3],[4,5,6],[7,8,9]]", "-k", "2", "--weights", "[[1,0.5],[3,-2]]", "-d", "2", "-p", "same"},
    {"--values", "[[1,2,3],[4,5,6],[7,8,9]]", "--weights", "[[1,2,3]]", "-p", "1", "--padding-mode", "reflect"},
    {"--values", "[[1,2,3],[4,5,6],[7,8,9]]", "--weights", "[[1,2,3]]", "-p", "2", "--padding-mode", "circular"},
    {"--values", "[[1,2,3],[4,5,6],[7,8,9]]", "--weights", "[[1,2,3]]", "-p", "3", "--padding-mode", "replicate"},
    {"--values", "[[1,2],[3,4]]", "--weights", "[[1,2,3],[4,5,6],[7,8,9]]", "--transposed", "-s", "2", "-a", "1"},
    {"--values", "[[1,2],[3,4]]", "--weights", "[[1,2],[4,5]]", "--transposed", "--output-size", "3", "-p", "1", "-s",
     "3", "--bias", "[0.5]"},
    {"--values", "[[[1,2],[3,4]],[[5,6],[7,8]]]", "--weights", "[[[[1]],[[2]]],[[[3]],[[4]]],[[[5]],[[6]]]]", "--bias",
     "[1,2,3]"},
    {"--values", "[[[1,2],[3,4]],[[5,6],[7,8]]]", "--weights", "[[[[1]]],[[[2]]],[[[3]]],[[[4]]]]", "--groups", "2"},
    {"--values", "[[[1,2],[3,4]],[[5,6],[7,8]]]", "--weights", "[[[[1,1]],[[2,1]]],[[[3,1]],[[4,1]]]]", "--transposed"},
    {"--dims", "1", "--values", "[1,2,3,4,5]", "--weights", "[1,10,100]", "-p", "causal", "-d", "2"},
    {"--op", "max", "--values", "[[1,2,3],[4,9,6],[7,8,5]]", "-k", "2", "-s", "1", "-p", "1"},
    {"--op", "max", "--values", "[[1]]", "-k", "2", "-d", "2", "-s", "1", "-p", "1"},
    {"--op", "avg", "--values", "[[1,2,3],[4,5,6],[7,8,9]]", "-k", "2", "-s", "2", "--ceil-mode", "-p", "1"},
    {"--op", "avg", "--values", "[[1,2,3],[4,5,6],[7,8,9]]", "--adaptive", "2x3"},
};

json model_of(const Texts& layer) {
  const Workspace workspace;
  Texts arguments{"render"};
  arguments.insert(arguments.end(), layer.begin(), layer.end());
  arguments.insert(arguments.end(), {"--format", "json", "-o", "-", "--quiet"});
  const ProcessResult result = workspace.run(arguments);
  expect_success(result);
  return json::parse(result.out, nullptr, false);
}

double number_of(const json& value) {
  if (value == "-inf") return -std::numeric_limits<double>::infinity();
  return value.get<double>();
}

double at(const json& map, const json& place) {
  const json* value = &map.at("values");
  for (const json& index : place) value = &value->at(index.get<std::size_t>());
  return number_of(*value);
}

/// What a tap reads; nothing where it is a zero.
const json* read_by(const json& tap) {
  if (!tap.at("input").is_null()) return &tap.at("input");
  return tap.contains("source") ? &tap.at("source") : nullptr;
}

/// The sum of the products of a step's taps, with the bias.
double weighted_sum(const json& model, const json& step) {
  double sum = model.contains("bias") ? at(model.at("bias"), json::array({step.at("output").at(0)})) : 0;
  for (const json& tap : step.at("taps")) {
    if (const json* cell = read_by(tap))
      sum += at(model.at("input"), *cell) * at(model.at("weights"), tap.at("weight"));
  }
  return sum;
}

double maximum(const json& model, const json& step) {
  double most = -std::numeric_limits<double>::infinity();
  for (const json& tap : step.at("taps")) {
    if (const json* cell = read_by(tap)) most = std::max(most, at(model.at("input"), *cell));
  }
  return most;
}

void expect_outputs_from_taps(const json& model, double (*compute)(const json&, const json&)) {
  const json& shape = model.at("output").at("shape");
  EXPECT_EQ(model.at("steps").size(),
            shape.at(0).get<std::size_t>() * shape.at(1).get<std::size_t>() * shape.at(2).get<std::size_t>());
  for (const json& step : model.at("steps")) {
    EXPECT_EQ(at(model.at("output"), step.at("output")), compute(model, step)) << step;
  }
}

TEST(Model, GivesItsOutputsFromItsTaps) {
  for (const Texts& layer : kLayers) {
    SCOPED_TRACE(::testing::PrintToString(layer));
    const json model = model_of(layer);
    ASSERT_TRUE(model.is_object());
    if (layer[1] == "avg") continue;  // what it divides by is not in the taps
    expect_outputs_from_taps(model, layer[1] == "max" ? maximum : weighted_sum);
  }
}

TEST(Model, IsAsTheSchemaSays) {
  const Workspace workspace;
  Texts files;
  for (const Texts& layer : kLayers) {
    files.push_back("model" + std::to_string(files.size()) + ".json");
    workspace.write(files.back(), model_of(layer).dump());
  }
  expect_success(workspace.run("render -n 5 -k 3 --format json -o bare.json"));
  files.push_back("bare.json");
  const std::string script =
      "import json, sys, jsonschema\n"
      "schema = json.load(open(sys.argv[1]))\n"
      "jsonschema.Draft202012Validator.check_schema(schema)\n"
      "for name in sys.argv[2:]:\n"
      "  for e in jsonschema.Draft202012Validator(schema).iter_errors(json.load(open(name))): print(name, e.message)\n";
  Texts command{"/usr/bin/python3", "-c", script, CONVARITH_SOURCE_DIR "/presets/schema/model.schema.json"};
  command.insert(command.end(), files.begin(), files.end());
  const ProcessResult result = run_process(command, {workspace.folder().path(), {}, {}});
  expect_success(result);
  EXPECT_EQ(result.out, "");
}

TEST(Model, HasKnownAverages) {
  // PyTorch: the average of 1..16 as 4 x 4 with k=3 s=2 p=1 and ceil_mode, padding counted.
  const json model = model_of({"--op", "avg", "--values", "[[1,2,3,4],[5,6,7,8],[9,10,11,12],[13,14,15,16]]", "-k", "3",
                               "-s", "2", "-p", "1", "--ceil-mode"});
  const double expected[] = {14.0 / 9, 10.0 / 3, 2, 19.0 / 3, 11, 6, 4.5, 7.5, 4};
  for (int i = 0; i < 9; ++i) {
    EXPECT_NEAR(at(model.at("output"), json::array({0, i / 3, i % 3})), expected[i], 1e-12) << i;
  }
}

TEST(Model, SaysWhatAMaximumOverNothingIs) {
  const json model = model_of({"--op", "max", "--values", "[[1]]", "-k", "2", "-d", "2", "-s", "1", "-p", "1"});
  EXPECT_EQ(model.at("output").at("values").dump(), R"([[["-inf"]]])");
}

TEST(Model, HasNoValuesThatWereNotGiven) {
  const Workspace workspace;
  const ProcessResult result = workspace.run("render -n 5 -k 3 -s 2 --format json -o -");
  expect_success(result);
  const json model = json::parse(result.out);
  EXPECT_EQ(model.at("version"), 1);
  EXPECT_EQ(model.at("input").dump(), R"({"shape":[1,5,5]})");
  EXPECT_EQ(model.at("weights").dump(), R"({"shape":[1,1,3,3]})");
  EXPECT_EQ(model.at("output").dump(), R"({"shape":[1,2,2]})");
}

TEST(Model, HasTheStepsAskedFor) {
  const Workspace workspace;
  expect_success(workspace.run("render -n 5 -k 3 --format json --steps 2:4"));
  EXPECT_EQ(workspace.files(), Texts{"json/conv_n5_k3.json"});
  const json model = json::parse(workspace.read("json/conv_n5_k3.json"));
  ASSERT_EQ(model.at("steps").size(), 2u);
  EXPECT_EQ(model.at("steps").at(0).at("output").dump(), "[0,0,2]");
}

TEST(Values, ThatDontFitAreRefused) {
  expect_usage_error({"render", "--values", "[[1,2],[3,4]]", "-n", "3", "-k", "1"}, {"--values", "2 x 2", "1 x 3 x 3"});
  expect_usage_error({"render", "-n", "3", "-k", "2", "--weights", "[[1,2,3]]"}, {"--weights", "1 x 3"});
  expect_usage_error({"render", "-n", "3", "-k", "2", "--bias", "[1,2]"}, {"--bias"});
  expect_usage_error({"render", "--op", "max", "-n", "3", "-k", "2", "--weights", "[[1,2],[3,4]]"},
                     {"--weights", "pooling"});
  expect_usage_error({"render", "--values", "[[1,2],[3]]", "-k", "1"}, {"--values", "row 1 has 1 number"});
}

TEST(Values, MayComeFromAPreset) {
  const Workspace workspace;
  workspace.write("mine.json", R"({"values": [[1, 2], [3, 4]], "weights": [[10]], "bias": [1]})");
  const ProcessResult result = workspace.run("render --preset mine.json --format json -o -");
  expect_success(result);
  EXPECT_EQ(json::parse(result.out).at("output").at("values").dump(), "[[[11,21],[31,41]]]");
}

}  // namespace
}  // namespace convarith::testing::model_test
