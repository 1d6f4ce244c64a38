// Whole models against what frameworks said: shapes of all convolutions, poolings and fully connected layers.
// tests/data/README.md tells how they were recorded. Costs 1 s.

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "arithmetic/model/model_trace.hpp"
#include "config/models/model_file.hpp"
#include "config/models/read_model.hpp"

namespace convarith::testing::recorded_models_test {
namespace {

using nlohmann::json;

const std::string kData = CONVARITH_SOURCE_DIR "/tests/data/";

std::vector<json> rows_of(const std::string& file) {
  std::ifstream lines(kData + file);
  std::vector<json> rows;
  for (std::string line; std::getline(lines, line);) rows.push_back(json::parse(line));
  EXPECT_FALSE(rows.empty()) << file;
  return rows;
}

std::string lines_of(const Problems& problems) {
  std::string text;
  for (const Problem& problem : problems) text += to_line(problem) + "\n";
  return text;
}

PerAxis per_axis(const std::vector<int>& sizes) {
  if (sizes.size() == 1) return PerAxis::all(sizes.front());
  return {sizes[sizes.size() - 2], sizes.back(), 0, 2};
}

/// Returns the shape of a map with its channels first, or the features.
std::vector<int> shape_of(const MapShape& shape) {
  std::vector<int> numbers{shape.channels.number.value_or(-1)};
  numbers.insert(numbers.end(), shape.sizes.begin(), shape.sizes.end());
  return numbers;
}

std::map<std::string, std::vector<std::vector<int>>> outputs_by_name(const json& row) {
  std::map<std::string, std::vector<std::vector<int>>> outputs;
  for (const json& layer : row["layers"]) outputs[layer["name"]].push_back(layer["output"]);
  return outputs;
}

ModelTrace traced(const Model& model, const json& row) {
  const std::vector<int> input = row["input"];
  const std::vector<int> sizes(input.begin() + 2, input.end());
  const Result<ModelTrace> trace =
      trace_model(model, {sizes.empty() ? std::nullopt : std::optional(per_axis(sizes)), std::nullopt, false});
  EXPECT_TRUE(trace) << lines_of(trace.problems());
  if (!trace) return {};
  EXPECT_FALSE(trace->stop) << row["model"] << ": " << model.layers[trace->stop->layer].name << ": "
                            << lines_of(trace->stop->problems);
  return *trace;
}

TEST(RecordedModels, PrintedOnesHaveTheShapesThatHooksSaw) {
  for (const json& row : rows_of("models.jsonl")) {
    const std::string name = row["model"];
    // Its layers are printed in another order than they are called in, which the text does not tell.
    if (name == "unet") continue;
    const Result<Model> model = load_model(kData + "models/" + name + ".txt");
    ASSERT_TRUE(model) << name << ": " << lines_of(model.problems());
    const ModelTrace trace = traced(*model, row);
    std::map<std::string, std::vector<std::vector<int>>> outputs = outputs_by_name(row);
    std::size_t compared = 0;
    for (const TracedLayer& layer : trace.layers) {
      const auto seen = outputs.find(model->layers[layer.layer].name);
      if (seen == outputs.end()) continue;
      EXPECT_EQ(shape_of(layer.effect.output.shape), seen->second.front()) << name << ": " << seen->first;
      outputs.erase(seen);
      ++compared;
    }
    EXPECT_TRUE(outputs.empty()) << name << ": nothing was read of " << outputs.begin()->first;
    EXPECT_GT(compared, 3U) << name;
  }
}

TEST(RecordedModels, OnnxFilesHaveTheShapesThatHooksSaw) {
  for (const json& row : rows_of("models.jsonl")) {
    const std::string name = row["model"];
    const Result<Model> model = load_model(kData + "models/" + name + ".onnx");
    ASSERT_TRUE(model) << name << ": " << lines_of(model.problems());
    const ModelTrace trace = traced(*model, row);
    // Convolutions come in the order of execution. Poolings that are no modules were not seen by hooks.
    std::vector<std::vector<int>> expected;
    for (const json& layer : row["layers"]) {
      const std::string type = layer["class"];
      if (type.starts_with("Conv") || type == "Linear") expected.push_back(layer["output"]);
    }
    std::vector<std::vector<int>> outputs;
    for (const TracedLayer& layer : trace.layers) {
      const ModelLayer& of = model->layers[layer.layer];
      const bool is_convolution = of.type.starts_with("Conv");
      if (is_convolution || std::holds_alternative<Linear>(of.action))
        outputs.push_back(shape_of(layer.effect.output.shape));
    }
    EXPECT_EQ(outputs, expected) << name;
  }
}

TEST(RecordedModels, KerasOnesHaveTheShapesOfTensorFlowJs) {
  for (const json& row : rows_of("keras_models.jsonl")) {
    const std::string name = row["name"].get<std::string>() + " (" + row["form"].get<std::string>() + ")";
    const Result<Model> model = read_model(row["json"].dump(), name);
    ASSERT_TRUE(model) << name << ": " << lines_of(model.problems());
    TraceOptions options;
    if (row["name"] == "anySize") options.n = PerAxis::all(32);
    const Result<ModelTrace> trace = trace_model(*model, options);
    ASSERT_TRUE(trace) << name << ": " << lines_of(trace.problems());
    // TensorFlow.js does not notice that the last layer asks for twice as many numbers as there are.
    const bool has_wrong_shape = row["name"] == "generator";
    ASSERT_EQ(trace->stop.has_value(), has_wrong_shape)
        << name << ": " << model->layers[trace->stop->layer].name << ": " << lines_of(trace->stop->problems);
    if (has_wrong_shape) {
      EXPECT_EQ(trace->stop->layer + 1, model->layers.size());
    }
    std::map<std::string, const TracedLayer*> layers;
    for (const TracedLayer& layer : trace->layers) layers[model->layers[layer.layer].name] = &layer;
    std::size_t compared = 0;
    for (const json& layer : row["layers"]) {
      const auto found = layers.find(layer["name"].get<std::string>());
      if (found == layers.end() || !layer["output"].is_array()) continue;
      std::vector<int> shape = shape_of(found->second->effect.output.shape);
      const bool is_first = row["name"] == "channelsFirst";
      if (!is_first) std::rotate(shape.begin(), shape.begin() + 1, shape.end());
      const json expected = layer["output"];
      bool agrees = expected.size() == shape.size();
      for (std::size_t i = 0; agrees && i < shape.size(); ++i) {
        agrees = expected[i].is_null() || expected[i] == shape[i];
      }
      EXPECT_TRUE(agrees) << name << ": " << layer["name"] << " gives " << json(shape) << " instead of " << expected;
      ++compared;
    }
    EXPECT_GT(compared, 2U) << name;
  }
}

}  // namespace
}  // namespace convarith::testing::recorded_models_test
