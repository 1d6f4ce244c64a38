#include "config/models/onnx_operators.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "arithmetic/operation.hpp"
#include "config/models/onnx_functions.hpp"

namespace convarith {
namespace {

/// The numbers of a constant that may have been learned. Nothing if it is unknown how many there are.
OnnxSize learned_in(const OnnxConstant* constant) {
  if (constant == nullptr || !constant->is_weight) return 0;
  return count_from(constant->shape, 0);
}

/// Returns an activation or a normalization: scales and offsets behind the map are learned.
Result<OnnxMeaning> shape_keeper(const OnnxNodeView& node) {
  if (node.map(0) == nullptr) return unknown_onnx();
  constexpr std::size_t most_learned = 2;
  ShapeKeeper action;
  for (std::size_t i = 1; i <= most_learned; ++i) {
    if (const OnnxSize count = learned_in(node.constant(i))) {
      action.weights += *count;
    } else {
      ++action.weights_per_channel;
    }
  }
  action.function = onnx_function(node);
  return OnnxMeaning{action, node.map(0)->shape};
}

/// Returns what changes only how numbers are written.
Result<OnnxMeaning> number_keeper(const OnnxNodeView& node) {
  if (node.map(0) == nullptr) return unknown_onnx();
  return OnnxMeaning{ShapeKeeper{0, 0, onnx_function(node)}, node.map(0)->shape};
}

/// Whether numbers of the file go with a map cell by cell, without making it larger.
bool goes_with(const OnnxShape& constant, const OnnxShape& map) {
  return !constant || !map || broadcast(map, constant) == map;
}

/// Returns what joins a map with numbers of the file.
OnnxMeaning with_constant(const OnnxNodeView& node, const OnnxMap& map, const OnnxConstant* constant) {
  const OnnxShape shape = constant == nullptr ? OnnxShape() : constant->shape;
  if (!goes_with(shape, map.shape)) return unknown_onnx("it repeats maps");
  return {ShapeKeeper{learned_in(constant).value_or(0), 0, onnx_function_with_constant(node)}, map.shape};
}

OnnxMeaning joined(const std::vector<const OnnxMap*>& maps, Join::Kind kind, bool is_other) {
  OnnxShape shape = maps.front()->shape;
  for (const OnnxMap* map : maps) {
    const bool has_other_axes = shape && map->shape && shape->size() != map->shape->size();
    if (has_other_axes) return unknown_onnx("its inputs don't have the same number of axes");
    shape = broadcast(shape, map->shape);
  }
  return {Join{kind, 0, is_other}, shape};
}

Result<OnnxMeaning> join_of(const OnnxNodeView& node, Join::Kind kind) {
  const std::vector<const OnnxMap*> maps = node.maps();
  const bool is_plain = node.type() == "Add" || node.type() == "Sum" || node.type() == "Mul";
  if (maps.size() > 1) return joined(maps, kind, !is_plain || maps.size() < node.inputs());
  return with_constant(node, *maps.front(), node.constant(node.map(0) == nullptr ? 0 : 1));
}

Result<OnnxMeaning> sum(const OnnxNodeView& node) {
  return join_of(node, Join::Kind::sum);
}

Result<OnnxMeaning> product(const OnnxNodeView& node) {
  return join_of(node, Join::Kind::product);
}

/// Returns a fully connected layer, of weights that are features in x features out.
OnnxMeaning linear(const OnnxNodeView& node, OnnxSize in, OnnxSize out, bool has_bias, bool is_on_last_axis) {
  const OnnxMap& map = *node.map(0);
  Linear action;
  action.in.number = as_onnx_count(in);
  action.out.number = as_onnx_count(out);
  action.has_bias = has_bias;
  action.is_per_cell = is_on_last_axis;
  action.is_on_last_axis = is_on_last_axis;
  action.is_turned = node.whole("transB", 0) == 0;
  if (!has_plain_factors(node)) action.then = {};
  OnnxShape shape = map.shape;
  if (shape && !shape->empty()) shape->back() = out;
  return {action, shape};
}

constexpr std::string_view kNotLinear = "a product with something other than a table of weights";

/// Returns the shape of the weights that a map is multiplied by, if they are a table.
OnnxShape table_of(const OnnxNodeView& node) {
  if (node.map(0) == nullptr || node.input(1) == nullptr) return std::nullopt;
  const OnnxShape& weights = shape_of(*node.input(1));
  const bool is_of_layer = node.map(1) != nullptr && node.map(1)->layer >= 0;
  return !is_of_layer && weights && weights->size() == 2 ? weights : std::nullopt;
}

Result<OnnxMeaning> general_product(const OnnxNodeView& node) {
  const OnnxShape table = table_of(node);
  if (!table || node.whole("transA", 0) != 0) return unknown_onnx(std::string(kNotLinear));
  const bool is_turned = node.whole("transB", 0) != 0;
  return linear(node, (*table)[is_turned ? 1 : 0], (*table)[is_turned ? 0 : 1], node.input(2) != nullptr, false);
}

Result<OnnxMeaning> matrix_product(const OnnxNodeView& node) {
  const OnnxShape table = table_of(node);
  if (!table) return unknown_onnx(std::string(kNotLinear));
  const OnnxShape& input = node.map(0)->shape;
  const bool is_on_features = input && input->size() <= 2;
  return linear(node, (*table)[0], (*table)[1], false, !is_on_features);
}

struct OnnxOperator {
  std::string_view type;
  Result<OnnxMeaning> (*meaning)(const OnnxNodeView& node);
};

/// All operators that the program can follow, but for Split, which has several outputs. A new one is added to this list
/// only.
constexpr OnnxOperator kOnnxOperators[] = {
    {"Conv", onnx_convolution},
    {"ConvInteger", onnx_integer_convolution},
    {"ConvTranspose", onnx_transposed_convolution},
    {"FusedConv", onnx_convolution},
    {"QLinearConv", onnx_quantized_convolution},
    {"MaxPool", onnx_max_pooling},
    {"AveragePool", onnx_average_pooling},
    {"LpPool", onnx_average_pooling},
    {"GlobalAveragePool", onnx_global_pooling},
    {"GlobalLpPool", onnx_global_pooling},
    {"GlobalMaxPool", onnx_global_pooling},

    {"Gemm", general_product},
    {"MatMul", matrix_product},

    {"Add", sum},
    {"Max", sum},
    {"Mean", sum},
    {"Min", sum},
    {"Sub", sum},
    {"Sum", sum},
    {"Div", product},
    {"Mul", product},
    {"Pow", product},
    {"Concat", onnx_concatenation},

    {"DepthToSpace", onnx_pixel_shuffle},
    {"Expand", onnx_expansion},
    {"Flatten", onnx_flattening},
    {"Gather", onnx_gathering},
    {"Pad", onnx_padding},
    {"Reshape", onnx_reshaping},
    {"Resize", onnx_resizing},
    {"Slice", onnx_slice},
    {"SpaceToDepth", onnx_pixel_shuffle},
    {"Squeeze", onnx_squeezing},
    {"Transpose", onnx_transposition},
    {"Unsqueeze", onnx_unsqueezing},
    {"Upsample", onnx_resizing},

    {"ArgMax", onnx_reduction},
    {"ArgMin", onnx_reduction},
    {"ReduceL1", onnx_reduction},
    {"ReduceL2", onnx_reduction},
    {"ReduceLogSum", onnx_reduction},
    {"ReduceLogSumExp", onnx_reduction},
    {"ReduceMax", onnx_reduction},
    {"ReduceMean", onnx_reduction},
    {"ReduceMin", onnx_reduction},
    {"ReduceProd", onnx_reduction},
    {"ReduceSum", onnx_reduction},
    {"ReduceSumSquare", onnx_reduction},

    {"BatchNormalization", shape_keeper},
    {"GroupNormalization", shape_keeper},
    {"InstanceNormalization", shape_keeper},
    {"LRN", number_keeper},
    {"LayerNormalization", shape_keeper},
    {"LpNormalization", number_keeper},
    {"MeanVarianceNormalization", number_keeper},

    {"Abs", number_keeper},
    {"Cast", number_keeper},
    {"CastLike", number_keeper},
    {"Ceil", number_keeper},
    {"Celu", number_keeper},
    {"Clip", number_keeper},
    {"Cos", number_keeper},
    {"DequantizeLinear", number_keeper},
    {"Dropout", number_keeper},
    {"Elu", number_keeper},
    {"Erf", number_keeper},
    {"Exp", number_keeper},
    {"FastGelu", number_keeper},
    {"Floor", number_keeper},
    {"Gelu", number_keeper},
    {"HardSigmoid", number_keeper},
    {"HardSwish", number_keeper},
    {"Hardmax", number_keeper},
    {"Identity", number_keeper},
    {"LeakyRelu", number_keeper},
    {"Log", number_keeper},
    {"LogSoftmax", number_keeper},
    {"Mish", number_keeper},
    {"Neg", number_keeper},
    {"Not", number_keeper},
    {"PRelu", shape_keeper},
    {"QuantizeLinear", number_keeper},
    {"QuickGelu", number_keeper},
    {"Reciprocal", number_keeper},
    {"Relu", number_keeper},
    {"Round", number_keeper},
    {"Selu", number_keeper},
    {"Shrink", number_keeper},
    {"Sigmoid", number_keeper},
    {"Sign", number_keeper},
    {"Sin", number_keeper},
    {"Softmax", number_keeper},
    {"Softplus", number_keeper},
    {"Softsign", number_keeper},
    {"Sqrt", number_keeper},
    {"Swish", number_keeper},
    {"Tanh", number_keeper},
    {"ThresholdedRelu", number_keeper},
};

}  // namespace

OnnxMeaning unknown_onnx(std::string hint) {
  return {UnknownLayer{std::move(hint)}, {}};
}

std::optional<int> as_onnx_count(OnnxSize size) {
  if (!size || *size < 0 || *size > kLargestSize) return std::nullopt;
  return static_cast<int>(*size);
}

Result<std::vector<int>> onnx_axis_numbers(const OnnxNodeView& node, std::string_view name, std::size_t count,
                                           int least, int otherwise) {
  const OnnxAttribute* const given = node.attribute(name);
  if (given == nullptr) return std::vector<int>(count, otherwise);
  if (given->wholes.size() != count) {
    return usage_problem({}, fmt::format("has {} numbers as {}, but needs {}", given->wholes.size(), name, count));
  }
  std::vector<int> numbers;
  for (const std::int64_t number : given->wholes) {
    if (number < least || number > kLargestSize) {
      return usage_problem({},
                           fmt::format("has {} as {}, which must be from {} to {}", number, name, least, kLargestSize));
    }
    numbers.push_back(static_cast<int>(number));
  }
  return numbers;
}

Result<std::vector<OnnxMeaning>> onnx_meanings(const OnnxNodeView& node) {
  if (node.type() == "Split") return onnx_split(node);
  const auto* const found = std::find_if(std::begin(kOnnxOperators), std::end(kOnnxOperators),
                                         [&](const OnnxOperator& candidate) { return candidate.type == node.type(); });
  if (found == std::end(kOnnxOperators) || node.maps().empty()) return std::vector{unknown_onnx()};
  Result<OnnxMeaning> meaning = found->meaning(node);
  if (!meaning) return meaning.problems();
  return std::vector{*std::move(meaning)};
}

}  // namespace convarith
