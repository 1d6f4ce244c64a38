// What networks compute against what PyTorch answered: tests/data/record_forward.py draws them, and
// tests/data/README.md tells what is recorded. Costs 1 s.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "arithmetic/model/forward_pass.hpp"
#include "arithmetic/model/model_trace.hpp"
#include "config/models/model_file.hpp"
#include "config/models/weight_file.hpp"

namespace convarith::testing::forward_pass_test {
namespace {

using nlohmann::json;

const std::string kData = CONVARITH_SOURCE_DIR "/tests/data/";

std::vector<json> networks() {
  std::ifstream lines(kData + "forward.jsonl");
  std::vector<json> rows;
  for (std::string line; std::getline(lines, line);) rows.push_back(json::parse(line));
  EXPECT_GE(rows.size(), 10U);
  return rows;
}

std::string file_of(const json& network, const std::string& suffix) {
  return kData + "forward/" + network["network"].get<std::string>() + suffix;
}

std::string lines_of(const Problems& problems) {
  std::string text;
  for (const Problem& problem : problems) text += to_line(problem) + "\n";
  return text;
}

TraceOptions options_for(const std::vector<int>& shape) {
  TraceOptions options;
  if (shape.size() == 2) options.n = PerAxis::all(shape[1]);
  if (shape.size() == 3) options.n = PerAxis{shape[1], shape[2], 0, 2};
  if (shape.size() == 4) options.n = PerAxis{shape[2], shape[3], shape[1], 3};
  options.channels = shape[0];
  return options;
}

Tensor input_of(const std::vector<int>& shape) {
  Tensor input{shape, {}};
  int count = 1;
  for (const int length : shape) count *= length;
  for (int j = 0; j < count; ++j) input.values.push_back((7 * j % 19 - 9) / 4.);
  return input;
}

/// The layers of a model and what they computed.
struct Computed {
  Model model;
  ModelTrace trace;
  std::vector<Tensor> outputs;
};

/// Computes a network from one of its files, with the weights in another one.
Computed computed(const json& network, const std::string& suffix, const std::string& weights) {
  SCOPED_TRACE(file_of(network, suffix));
  Result<Model> model = load_model(file_of(network, suffix));
  EXPECT_TRUE(model) << lines_of(model.problems());
  if (!model) return {};
  const std::vector<int> shape = network["input"];
  Result<ModelTrace> trace = trace_model(*model, options_for(shape));
  EXPECT_TRUE(trace && !trace->stop) << lines_of(trace ? trace->stop->problems : trace.problems());
  if (!trace || trace->stop) return {};
  const Status computable = check_computable(*model, *trace);
  EXPECT_TRUE(computable) << lines_of(computable.problems());
  const Result<ModelParameters> parameters = read_weight_file(*model, *trace, file_of(network, weights));
  EXPECT_TRUE(parameters) << lines_of(parameters.problems());
  if (!computable || !parameters) return {};
  EXPECT_EQ(parameters->remarks, std::vector<std::string>{});
  Result<std::vector<Tensor>> outputs = forward_pass(*model, *trace, parameters->layers, input_of(shape));
  EXPECT_TRUE(outputs) << lines_of(outputs.problems());
  if (!outputs) return {};
  return {*std::move(model), *std::move(trace), *std::move(outputs)};
}

/// Holds numbers against recorded ones: the difference is at most one millionth of the largest of them.
void expect_near(const std::vector<double>& numbers, const std::vector<double>& recorded) {
  ASSERT_EQ(numbers.size(), recorded.size());
  double largest = 0;
  for (const double number : recorded) largest = std::max(largest, std::abs(number));
  for (std::size_t i = 0; i < numbers.size(); ++i) EXPECT_NEAR(numbers[i], recorded[i], 1e-6 * largest) << i;
}

void expect_output(const Computed& network, const json& recorded) {
  ASSERT_FALSE(network.outputs.empty());
  expect_near(network.outputs.back().values, recorded["output"].get<std::vector<double>>());
}

/// Holds those layers against recorded ones that are modules.
void expect_layers(const Computed& network, const json& recorded) {
  std::map<std::string, const Tensor*> outputs;
  for (std::size_t i = 0; i < network.outputs.size(); ++i) {
    outputs[network.model.layers[network.trace.layers[i].layer].name] = &network.outputs[i];
  }
  for (const json& layer : recorded["layers"]) {
    SCOPED_TRACE(layer["name"].get<std::string>());
    const auto found = outputs.find(layer["name"]);
    ASSERT_NE(found, outputs.end());
    EXPECT_EQ(found->second->shape, layer["shape"].get<std::vector<int>>());
    const std::vector<double>& all = found->second->values;
    std::vector<double> some;
    for (std::size_t i = 0; i < 8; ++i) {
      const std::size_t place = i * all.size() / 8;
      if (i == 0 || place != (i - 1) * all.size() / 8) some.push_back(all[place]);
    }
    expect_near(some, layer["values"].get<std::vector<double>>());
  }
}

TEST(ForwardPass, OfSourcesIsThatOfPyTorch) {
  for (const json& recorded : networks()) {
    SCOPED_TRACE(recorded["network"].get<std::string>());
    const Computed network = computed(recorded, ".py", ".npz");
    expect_output(network, recorded);
    expect_layers(network, recorded);
  }
}

TEST(ForwardPass, OfPrintsIsThatOfPyTorch) {
  int prints = 0;
  for (const json& recorded : networks()) {
    if (!recorded["print"]) continue;
    SCOPED_TRACE(recorded["network"].get<std::string>());
    ++prints;
    const Computed network = computed(recorded, ".txt", ".npz");
    expect_output(network, recorded);
    expect_layers(network, recorded);
  }
  EXPECT_GE(prints, 4);
}

TEST(ForwardPass, OfOnnxFilesIsThatOfPyTorch) {
  int files = 0;
  for (const json& recorded : networks()) {
    if (!recorded["onnx"]) continue;
    SCOPED_TRACE(recorded["network"].get<std::string>());
    ++files;
    expect_output(computed(recorded, ".onnx", ".onnx"), recorded);
  }
  EXPECT_GE(files, 10);
}

}  // namespace
}  // namespace convarith::testing::forward_pass_test
