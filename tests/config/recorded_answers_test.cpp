// What PyTorch and TensorFlow.js answered to thousands of layers: see tests/data/README.md.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "arithmetic/layer_values.hpp"
#include "config/layer_text/layer_text.hpp"

namespace convarith::testing::recorded_answers_test {
namespace {

using nlohmann::json;

std::vector<json> records_in(const std::string& name) {
  std::ifstream file(std::string(CONVARITH_SOURCE_DIR "/tests/data/") + name);
  std::vector<json> records;
  for (std::string line; std::getline(file, line);) records.push_back(json::parse(line));
  return records;
}

PerAxis per_axis(const std::vector<int>& numbers) {
  if (numbers.size() == 1) return PerAxis::all(numbers[0]);
  if (numbers.size() == 2) return {numbers[0], numbers[1]};
  return {numbers[1], numbers[2], numbers[0], 3};
}

/// The layer of a record; what the text does not say comes from the record's other fields.
Result<Operation> operation_of(const json& record) {
  Result<LayerOptions> options = parse_layer_text(record.at("layer").get<std::string>());
  if (!options) return options.problems();
  options->n = per_axis(record.at("n"));
  if (record.contains("output_size")) {
    // PyTorch then works out output_padding by itself.
    options->a.reset();
    options->output_size = per_axis(record.at("output_size"));
  }
  const bool is_pooling = options->op && options->op != Operator::convolution;
  if (record.contains("channels")) {
    options->channels = record.at("channels").get<int>();
  } else if (is_pooling && record.contains("shape")) {
    options->channels = record.at("shape").at(0).get<int>();
  }
  return make_operation(*options);
}

/// The recorded layers' numbers are made by a formula: see tests/data/README.md.
Tensor made_up(std::vector<int> shape, int step, int offset, int modulus, int shift) {
  Tensor tensor{std::move(shape), {}};
  int count = tensor.shape.empty() ? 0 : 1;
  for (const int length : tensor.shape) count *= length;
  for (int i = 0; i < count; ++i) tensor.values.push_back((i * step + offset) % modulus - shift);
  return tensor;
}

LayerValues values_of(const Operation& operation, int number) {
  LayerValues values;
  values.input = made_up(input_shape(operation), 7, number * 13, 19, 9);
  values.weights = made_up(weight_shape(operation), 5, number * 11, 13, 6);
  if (operation.has_bias) values.bias = made_up({operation.filters}, 3, number, 7, 3);
  return values;
}

double number_of(const json& value) {
  return value.is_string() ? -std::numeric_limits<double>::infinity() : value.get<double>();
}

bool is_close(double a, double b, double tolerance) {
  return a == b || std::abs(a - b) <= tolerance * std::max(1.0, std::abs(b));
}

std::string kind_of(const Operation& operation) {
  if (operation.adaptive) return operation.op == Operator::max_pooling ? "adaptive max" : "adaptive average";
  if (operation.op == Operator::max_pooling) return "max";
  if (operation.op == Operator::average_pooling) return "average";
  return operation.transposed ? "transposed" : "convolution";
}

/// PyTorch 1.13 refuses AvgPool3d where the input, without its padding, is smaller than the kernel. AvgPool2d and
/// MaxPool3d take such layers, and so do we.
bool is_only_refused_in_three_dimensions(const Operation& operation) {
  const std::vector<Axis> axes = operation.axes();
  return operation.dims == 3 && operation.op == Operator::average_pooling &&
         std::any_of(axes.begin(), axes.end(), [](const Axis& axis) { return axis.input < axis.kernel; });
}

/// How many layers of each kind and option were accepted and right.
std::map<std::string, int> compare_with(const std::string& file, double tolerance) {
  std::map<std::string, int> right;
  const std::vector<json> records = records_in(file);
  for (std::size_t i = 0; i < records.size(); ++i) {
    const json& record = records[i];
    SCOPED_TRACE(file + ":" + std::to_string(i + 1) + ": " + record.dump().substr(0, 300));
    const Result<Operation> operation = operation_of(record);
    if (record.contains("refused")) {
      if (operation && is_only_refused_in_three_dimensions(*operation)) continue;
      EXPECT_FALSE(operation) << "is refused by the framework";
      ++right["refused"];
      continue;
    }
    if (!operation) {
      ADD_FAILURE() << to_line(operation.problems().front());
      continue;
    }
    const Tensor output = compute_output(*operation, values_of(*operation, static_cast<int>(i)));
    EXPECT_EQ(output.shape, record.at("shape").get<std::vector<int>>());
    const auto& values = record.at("values");
    EXPECT_EQ(output.values.size(), values.size());
    if (::testing::Test::HasFailure() && output.values.size() != values.size()) return right;
    for (std::size_t j = 0; j < values.size(); ++j) {
      EXPECT_TRUE(is_close(output.values[j], number_of(values[j]), tolerance))
          << "value " << j << " is " << output.values[j] << ", not " << values[j];
    }
    ++right[kind_of(*operation)];
    if (operation->padding_mode != PaddingMode::zeros) ++right["padding mode"];
    if (operation->ceil_mode) ++right["ceil_mode"];
    if (operation->groups > 1) ++right["groups"];
    if (record.contains("output_size")) ++right["output_size"];
  }
  return right;
}

TEST(RecordedAnswers, OfPyTorchAreOurs) {
  std::map<std::string, int> right = compare_with("pytorch.jsonl", 1e-11);
  int accepted = 0;
  for (const std::string kind : {"convolution", "transposed", "max", "average", "adaptive max", "adaptive average"}) {
    EXPECT_GE(right[kind], 500) << kind;
    accepted += right[kind];
  }
  for (const std::string option : {"padding mode", "ceil_mode", "groups", "output_size"}) {
    EXPECT_GE(right[option], 500) << option;
  }
  EXPECT_GE(accepted, 5000);
  EXPECT_GE(right["refused"], 300);
}

TEST(RecordedAnswers, OfKerasAreOurs) {
  std::map<std::string, int> right = compare_with("keras.jsonl", 1e-5);
  for (const std::string kind : {"convolution", "transposed", "max", "average"}) EXPECT_GE(right[kind], 100) << kind;
}

}  // namespace
}  // namespace convarith::testing::recorded_answers_test
