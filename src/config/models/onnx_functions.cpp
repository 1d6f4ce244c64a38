#include "config/models/onnx_functions.hpp"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

#include "config/models/number_functions.hpp"

namespace convarith {
namespace {

using Function = NumberFunction::Kind;

/// Where a node takes a setting that newer versions of ONNX have as an input.
std::size_t place_of_setting(std::string_view name) {
  if (name == "min") return 1;
  if (name == "max") return 2;
  constexpr std::size_t nowhere = 1000;
  return nowhere;
}

GivenSetting onnx_setting(const OnnxNodeView& node, std::string_view name) {
  const std::size_t place = place_of_setting(name);
  if (!node.has_numbers(name, place)) return {};
  GivenSetting setting{true};
  if (const OnnxAttribute* const given = node.attribute(name)) {
    setting.word = given->text;
    setting.number = name == "axis" ? static_cast<double>(given->whole) : given->real;
  } else if (const auto numbers = node.numbers(name, place); numbers && numbers->size() == 1) {
    setting.number = numbers->front();
  }
  return setting;
}

/// Returns the axis of a softmax. In older versions of ONNX a softmax goes over all axes from one on, and which version
/// a file is written in isn't known here: only the last axis means the same in all of them.
std::optional<int> onnx_softmax_axis(const OnnxNodeView& node) {
  const OnnxShape& shape = node.map(0)->shape;
  if (!shape) return std::nullopt;
  const auto last = static_cast<long long>(shape->size()) - 1;
  const long long axis = node.whole("axis", last == 1 ? 1 : 0);
  return axis == last || axis == -1 ? std::optional(-1) : std::nullopt;
}

NumberFunction onnx_batch_normalization(const OnnxNodeView& node) {
  const bool is_usual = node.whole("training_mode", 0) == 0 && node.whole("spatial", 1) != 0;
  const OnnxAttribute* const epsilon = node.attribute("epsilon");
  constexpr double usual = 1e-5;
  if (!is_usual || node.inputs() < 5) return {};
  return {Function::batch_normalization, epsilon == nullptr ? usual : epsilon->real, 1};
}

bool is_float(long long type) {
  return type == 1 || type == 10 || type == 11 || type == 16;
}

/// What a node computes of a map and a constant, and of a constant and a map.
struct ConstantFunction {
  std::string_view type;
  Function map_first;
  Function constant_first;
};

constexpr ConstantFunction kConstantFunctions[] = {
    {"Add", Function::sum, Function::sum},
    {"Sum", Function::sum, Function::sum},
    {"Sub", Function::difference, Function::turned_difference},
    {"Mul", Function::product, Function::product},
    {"Div", Function::quotient, Function::turned_quotient},
};

}  // namespace

NumberFunction onnx_function(const OnnxNodeView& node) {
  if (node.type() == "BatchNormalization") return onnx_batch_normalization(node);
  if (node.type() == "PRelu") return {Function::prelu};
  if (node.type() == "Cast") return {is_float(node.whole("to", 0)) ? Function::identity : Function::unknown};
  NumberFunction function = number_function(node.type(), Framework::onnx,
                                            [&node](std::string_view name) { return onnx_setting(node, name); });
  if (function.kind == Function::softmax || function.kind == Function::log_softmax) {
    function.axis = onnx_softmax_axis(node);
    if (!function.axis) return {};
  }
  return function;
}

NumberFunction onnx_function_with_constant(const OnnxNodeView& node) {
  const auto* const found = std::find_if(std::begin(kConstantFunctions), std::end(kConstantFunctions),
                                         [&](const ConstantFunction& each) { return each.type == node.type(); });
  const bool is_map_first = node.map(0) != nullptr;
  const OnnxConstant* const constant = node.constant(is_map_first ? 1 : 0);
  if (found == std::end(kConstantFunctions) || node.inputs() != 2 || constant == nullptr) return {};
  NumberFunction function{is_map_first ? found->map_first : found->constant_first};
  const bool is_number = constant->values && constant->values->size() == 1 && constant->values->front();
  if (is_number) {
    function.alpha = *constant->values->front();
  } else if (constant->tensor.empty()) {
    return {};
  } else {
    function.beta = 1;
  }
  return function;
}

NumberFunction onnx_function_of_window(const OnnxNodeView& node) {
  constexpr std::string_view usual[] = {"Conv", "ConvTranspose", "MaxPool", "AveragePool"};
  const bool is_usual = std::find(std::begin(usual), std::end(usual), node.type()) != std::end(usual);
  return {is_usual ? Function::identity : Function::unknown};
}

bool has_plain_factors(const OnnxNodeView& node) {
  const auto is_one = [&node](std::string_view name) {
    const OnnxAttribute* const factor = node.attribute(name);
    return factor == nullptr || factor->real == 1;
  };
  return is_one("alpha") && is_one("beta");
}

std::optional<double> onnx_padding_value(const OnnxNodeView& node) {
  if (const OnnxAttribute* const value = node.attribute("value")) return value->real;
  if (node.input(2) == nullptr) return 0;
  const auto numbers = node.numbers("value", 2);
  return numbers && numbers->size() == 1 ? std::optional(numbers->front()) : std::nullopt;
}

std::optional<PaddingMode> onnx_padding_mode(const OnnxNodeView& node) {
  const std::string_view mode = node.text("mode", "constant");
  if (mode == "reflect") return PaddingMode::reflect;
  if (mode == "edge") return PaddingMode::replicate;
  if (mode == "wrap") return PaddingMode::circular;
  return std::nullopt;
}

bool repeats_unevenly(const OnnxNodeView& node) {
  const std::string_view places = node.text("coordinate_transformation_mode", "half_pixel");
  const std::string_view rounding = node.text("nearest_mode", "round_prefer_floor");
  const bool is_floor = places == "asymmetric" && rounding == "floor";
  const bool is_nearest = places.find("half_pixel") != std::string_view::npos && rounding.starts_with("round");
  return node.type() == "Resize" && !is_floor && !is_nearest;
}

Reduction::Kind onnx_reduction_kind(std::string_view type) {
  constexpr std::pair<std::string_view, Reduction::Kind> kinds[] = {
      {"ReduceMean", Reduction::Kind::mean},   {"GlobalAveragePool", Reduction::Kind::mean},
      {"ReduceMax", Reduction::Kind::maximum}, {"GlobalMaxPool", Reduction::Kind::maximum},
      {"ReduceSum", Reduction::Kind::sum},
  };
  for (const auto& [name, kind] : kinds) {
    if (name == type) return kind;
  }
  return Reduction::Kind::unknown;
}

}  // namespace convarith
