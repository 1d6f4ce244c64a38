// ONNX's own tests of single layers: the size of every one, and all numbers of those that the program computes. Debian
// has them in the package libonnx-testdata. Costs 4 s.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <numeric>
#include <optional>
#include <string>
#include <vector>

#include "arithmetic/layer_values.hpp"
#include "arithmetic/model/model_trace.hpp"
#include "config/models/model_file.hpp"
#include "tests/support/onnx_tests.hpp"

namespace convarith::testing::onnx_single_layers_test {
namespace {

/// How many tests ONNX 1.12 has of each operator. Later versions have more.
const std::map<std::string, int> kLeastTests{
    {"AveragePool", 20},      {"Conv", 33},         {"ConvInteger", 3}, {"ConvTranspose", 13},
    {"GlobalAveragePool", 2}, {"GlobalMaxPool", 2}, {"MaxPool", 24},    {"QLinearConv", 1},
};

/// What the program says it doesn't know, by a part of the test's name or by the operator.
const std::map<std::string, std::string> kUnknownLayers{
    {"MaxUnpool", "puts numbers at places that another input holds"},
    {"DeformConv", "moves the taps by numbers that another input holds"},
    {"MaxRoiPool", "has windows at places that another input holds"},
    {"averagepool_2d_dilations", "the mean over taps with gaps is no layer of the program"},
    {"averagepool_3d_dilations", "the mean over taps with gaps is no layer of the program"},
};

/// Operators of which only sizes are compared.
const std::map<std::string, std::string> kLayersWithoutValues{
    {"LpPool", "it is read as average pooling, of which it has the size only"},
    {"GlobalLpPool", "it is read as a reduction, of which it has the size only"},
};

bool is_unknown(const OnnxTest& test) {
  return std::any_of(kUnknownLayers.begin(), kUnknownLayers.end(), [&](const auto& exception) {
    return test.type == exception.first || test.name.find(exception.first) != std::string::npos;
  });
}

std::size_t count_of(const std::vector<int>& shape) {
  return std::accumulate(shape.begin(), shape.end(), std::size_t{1},
                         [](std::size_t count, int length) { return count * static_cast<std::size_t>(length); });
}

std::vector<int> without_batch(const Tensor& tensor) {
  return {tensor.shape.begin() + 1, tensor.shape.end()};
}

PerAxis per_axis(const std::vector<int>& sizes) {
  if (sizes.size() == 1) return PerAxis::all(sizes[0]);
  if (sizes.size() == 2) return {sizes[0], sizes[1], 0, 2};
  return {sizes[1], sizes[2], sizes[0], 3};
}

std::vector<int> shape_of(const MapShape& map) {
  std::vector<int> shape{map.channels.number.value_or(-1)};
  shape.insert(shape.end(), map.sizes.begin(), map.sizes.end());
  return shape;
}

std::string lines_of(const Problems& problems) {
  std::string text;
  for (const Problem& problem : problems) text += to_line(problem) + "\n";
  return text;
}

/// Traces the model of a test with the size of the test's input.
ModelTrace traced(const OnnxTest& test) {
  const Result<Model> model = load_model(test.model);
  EXPECT_TRUE(model) << lines_of(model.problems());
  if (!model) return {};
  const std::vector<int> input = without_batch(test.input);
  const Result<ModelTrace> trace =
      trace_model(*model, {per_axis({input.begin() + 1, input.end()}), std::nullopt, false});
  EXPECT_TRUE(trace) << lines_of(trace.problems());
  return trace ? *trace : ModelTrace{};
}

/// Returns the operation that a test's model has. Global poolings are reductions, which are adaptive ones to one cell.
std::optional<Operation> operation_of(const OnnxTest& test, const ModelTrace& trace) {
  for (const TracedLayer& layer : trace.layers) {
    if (layer.effect.chain) return layer.effect.chain->front();
  }
  if (!test.type.starts_with("Global")) return std::nullopt;
  const std::vector<int> input = without_batch(test.input);
  LayerOptions options;
  options.op = test.type == "GlobalMaxPool" ? Operator::max_pooling : Operator::average_pooling;
  options.dims = static_cast<int>(input.size()) - 1;
  options.n = per_axis({input.begin() + 1, input.end()});
  options.channels = input.front();
  options.adaptive = PerAxis::all(1);
  const Result<Operation> operation = make_operation(options);
  return operation ? std::optional(*operation) : std::nullopt;
}

/// The numbers that a node computes with, and how far apart its output's numbers may be.
struct NodeNumbers {
  Tensor input;
  Tensor weights;
  Tensor bias;
  Tensor output;
  double resolution = 0;
};

/// Returns the numbers that stored ones stand for, as their scale and zero say.
Tensor unpacked(Tensor tensor, const Tensor& scale, const Tensor& zero) {
  for (double& value : tensor.values) {
    if (!zero.values.empty()) value -= zero.values.front();
    if (!scale.values.empty()) value *= scale.values.front();
  }
  return tensor;
}

NodeNumbers numbers_of(const OnnxTest& test) {
  const auto operand = [&](std::size_t i) { return i < test.operands.size() ? test.operands[i] : Tensor{}; };
  if (test.type == "ConvInteger") {
    return {unpacked(operand(0), {}, operand(2)), unpacked(operand(1), {}, operand(3)), {}, test.output, 0};
  }
  if (test.type == "QLinearConv") {
    return {unpacked(operand(0), operand(1), operand(2)), unpacked(operand(3), operand(4), operand(5)), operand(8),
            unpacked(test.output, operand(6), operand(7)), operand(6).values.at(0)};
  }
  return {operand(0), operand(1), operand(2), test.output, 0};
}

/// Compares the output with what the program computes, for each input of the batch.
void expect_values(const Operation& operation, const NodeNumbers& numbers) {
  const std::size_t inputs = count_of(input_shape(operation));
  const std::size_t outputs = count_of(output_shape(operation));
  const std::size_t batch = numbers.output.values.size() / outputs;
  ASSERT_GE(batch, 1U);
  ASSERT_EQ(numbers.input.values.size(), batch * inputs);
  ASSERT_EQ(numbers.output.values.size(), batch * outputs);
  ASSERT_EQ(numbers.weights.values.size(), operation.is_pooling() ? 0 : count_of(weight_shape(operation)));
  ASSERT_EQ(numbers.bias.values.size(), operation.has_bias ? count_of(bias_shape(operation)) : 0);
  // The numbers were computed in single precision.
  constexpr double precision = 1e-4;
  for (std::size_t i = 0; i < batch; ++i) {
    LayerValues values{{input_shape(operation), {}}, numbers.weights, numbers.bias};
    const auto first = numbers.input.values.begin() + static_cast<std::ptrdiff_t>(i * inputs);
    values.input.values.assign(first, first + static_cast<std::ptrdiff_t>(inputs));
    const Tensor output = compute_output(operation, values);
    for (std::size_t j = 0; j < outputs; ++j) {
      const double expected = numbers.output.values[i * outputs + j];
      ASSERT_NEAR(output.values[j], expected, precision * (1 + std::abs(expected)) + numbers.resolution / 2)
          << "number " << j << " of input " << i;
    }
  }
}

void expect_agreement(const OnnxTest& test) {
  const ModelTrace trace = traced(test);
  if (is_unknown(test)) {
    EXPECT_TRUE(trace.stop) << "it is known now: compare it";
    return;
  }
  ASSERT_FALSE(trace.stop) << lines_of(trace.stop->problems);
  ASSERT_FALSE(trace.layers.empty());
  EXPECT_EQ(shape_of(trace.layers.back().effect.output.shape), without_batch(test.output));
  if (kLayersWithoutValues.contains(test.type)) return;
  const std::optional<Operation> operation = operation_of(test, trace);
  ASSERT_TRUE(operation);
  expect_values(*operation, numbers_of(test));
}

TEST(OnnxSingleLayers, HaveTheSizesAndNumbersOfOnnxsOwnTests) {
  const std::vector<OnnxTest> tests = onnx_tests_of_windows();
  ASSERT_FALSE(tests.empty()) << kOnnxTestsAreMissing;
  std::map<std::string, int> compared;
  for (const OnnxTest& test : tests) {
    SCOPED_TRACE(test.name);
    expect_agreement(test);
    if (!is_unknown(test)) ++compared[test.type];
  }
  for (const auto& [type, least] : kLeastTests) EXPECT_GE(compared[type], least) << type;
}

}  // namespace
}  // namespace convarith::testing::onnx_single_layers_test
