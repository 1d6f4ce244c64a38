#include <fmt/core.h>

#include <algorithm>
#include <string>
#include <utility>

#include "arithmetic/axes.hpp"
#include "arithmetic/operation.hpp"
#include "config/models/onnx_functions.hpp"
#include "config/models/onnx_operators.hpp"
#include "config/value_parts.hpp"

namespace convarith {
namespace {

/// Returns the padding of the attributes `pads`, which has all beginnings before all ends, and `auto_pad`.
Result<Padding> padding_of(const OnnxNodeView& node, std::size_t axes) {
  const std::string_view automatic = node.text("auto_pad", "NOTSET");
  if (automatic == "SAME_UPPER") return Padding(PaddingRule::tf_same);
  if (automatic == "SAME_LOWER") return Padding(PaddingRule::same_lower);
  if (automatic == "VALID") return Padding(PerAxis::all(0));
  if (automatic != "NOTSET") return usage_problem({}, "has an auto_pad that ONNX doesn't know");
  const Result<std::vector<int>> pads = onnx_axis_numbers(node, "pads", 2 * axes, 0, 0);
  if (!pads) return pads.problems();
  const std::vector<int> before(pads->begin(), pads->begin() + static_cast<std::ptrdiff_t>(axes));
  const std::vector<int> after(pads->begin() + static_cast<std::ptrdiff_t>(axes), pads->end());
  if (before == after) return Padding(per_axis(before));
  std::vector<Sides> sides;
  for (std::size_t i = 0; i < axes; ++i) sides.push_back({before[i], after[i]});
  return Padding(sided_padding(sides));
}

/// Sets numbers for all axes from an attribute, if the node has it.
void set_numbers(const OnnxNodeView& node, std::string_view name, int least, std::size_t axes,
                 std::optional<PerAxis>& number, Problems& problems) {
  if (node.attribute(name) == nullptr) return;
  if (Result<std::vector<int>> numbers = onnx_axis_numbers(node, name, axes, least, least)) {
    number = per_axis(*numbers);
  } else {
    problems.insert(problems.end(), numbers.problems().begin(), numbers.problems().end());
  }
}

/// Sets the window of a layer with a known number of axes.
Status set_window(const OnnxNodeView& node, std::size_t axes, LayerOptions& options) {
  Problems problems;
  options.dims = static_cast<int>(axes);
  options.s = PerAxis::all(1);
  set_numbers(node, "kernel_shape", 1, axes, options.k, problems);
  set_numbers(node, "strides", 1, axes, options.s, problems);
  set_numbers(node, "dilations", 1, axes, options.d, problems);
  if (Result<Padding> padding = padding_of(node, axes)) {
    options.p = *padding;
  } else {
    problems.insert(problems.end(), padding.problems().begin(), padding.problems().end());
  }
  if (!problems.empty()) return problems;
  return ok();
}

/// Returns the sizes of a map's axes, if all are known.
std::optional<std::vector<int>> cells_of(const OnnxShape& shape) {
  if (!shape) return std::nullopt;
  std::vector<int> cells;
  for (std::size_t i = 2; i < shape->size(); ++i) {
    const auto number = as_onnx_count((*shape)[i]);
    if (!number) return std::nullopt;
    cells.push_back(*number);
  }
  return cells;
}

/// Returns the sizes behind a window, or as many unknown ones.
std::vector<OnnxSize> outputs_of(LayerOptions options, const OnnxShape& input) {
  const auto axes = static_cast<std::size_t>(*options.dims);
  const auto cells = cells_of(input);
  std::vector<OnnxSize> outputs(axes);
  if (!cells || cells->size() != axes) return outputs;
  options.n = per_axis(*cells);
  options.channels = options.filters = options.groups = std::nullopt;
  const Result<Operation> operation = make_operation(options);
  if (!operation) return outputs;
  const std::vector<Axis> done = operation->axes();
  std::transform(done.begin(), done.end(), outputs.begin(), [](const Axis& axis) { return axis.output; });
  return outputs;
}

OnnxMeaning window_meaning(const LayerOptions& options, const OnnxNodeView& node, OnnxSize channels) {
  const OnnxShape& input = shape_of(*node.input(0));
  const OnnxSize batch = input && !input->empty() ? input->front() : std::nullopt;
  std::vector<OnnxSize> shape{batch, channels};
  for (const OnnxSize size : outputs_of(options, input)) shape.push_back(size);
  return {WindowLayer{options, {}, {}, onnx_function_of_window(node)}, shape};
}

/// Returns the number of axes of a window that layers can have, or nothing.
std::optional<std::size_t> window_axes(const OnnxNodeView& node, const OnnxShape& weights) {
  std::size_t axes = 0;
  if (weights && weights->size() > 2) {
    axes = weights->size() - 2;
  } else if (const OnnxAttribute* const kernel = node.attribute("kernel_shape")) {
    axes = kernel->wholes.size();
  }
  return axes >= 1 && axes <= 3 ? std::optional(axes) : std::nullopt;
}

OnnxMeaning too_many_axes() {
  return unknown_onnx("layers are read that have one, two or three spatial axes");
}

/// The size of an axis of the weights, if it is known.
OnnxSize weights_size(const OnnxShape& weights, std::size_t axis) {
  return weights && axis < weights->size() ? (*weights)[axis] : std::nullopt;
}

OnnxSize times(OnnxSize size, int factor) {
  return size && *size <= kLargestSize ? OnnxSize(*size * factor) : std::nullopt;
}

/// Sets the kernel of the weights, where the node doesn't say it.
void take_kernel(const OnnxShape& weights, std::size_t axes, LayerOptions& options) {
  std::vector<int> kernel;
  for (std::size_t i = 0; i < axes; ++i) {
    if (const auto taps = as_onnx_count(weights_size(weights, 2 + i))) kernel.push_back(*taps);
  }
  if (!options.k && kernel.size() == axes) options.k = per_axis(kernel);
}

/// Returns a convolution, whose weights and biases are inputs at these places.
Result<OnnxMeaning> convolution_of(const OnnxNodeView& node, std::size_t weights_at, std::size_t bias_at,
                                   bool is_transposed) {
  if (node.map(0) == nullptr || node.input(weights_at) == nullptr) return unknown_onnx();
  // Weights are mostly numbers of the file, but may be an input of the model, too.
  const OnnxShape& weights = shape_of(*node.input(weights_at));
  const auto axes = window_axes(node, weights);
  if (!axes) return too_many_axes();
  LayerOptions options;
  options.op = Operator::convolution;
  if (is_transposed) options.transposed = true;
  options.has_bias = node.input(bias_at) != nullptr;
  if (Status done = set_window(node, *axes, options); !done) return done.problems();
  take_kernel(weights, *axes, options);
  if (!options.k) return unknown_onnx("the size of its kernel is computed");
  const auto groups = as_onnx_count(node.whole("group", 1));
  if (!groups || *groups < 1) return usage_problem({}, "has a group that is no number of groups");
  options.groups = *groups;
  // Weights are filters x channels of a group for a convolution, channels x filters of a group for a transposed one.
  const OnnxSize first = weights_size(weights, 0);
  const OnnxSize second = times(weights_size(weights, 1), *groups);
  options.filters = as_onnx_count(is_transposed ? second : first);
  options.channels = as_onnx_count(is_transposed ? first : second);
  return window_meaning(options, node, options.filters);
}

/// The sizes that ONNX asks of a transposed convolution, without those of batch and channels, which may be given, too.
Status set_output_size(const OnnxNodeView& node, std::size_t axes, LayerOptions& options) {
  const OnnxAttribute* const given = node.attribute("output_shape");
  if (given == nullptr || given->wholes.empty()) return ok();
  const std::size_t before = given->wholes.size() == axes + 2 ? 2 : 0;
  std::vector<int> sizes;
  for (std::size_t i = before; i < given->wholes.size(); ++i) {
    const auto size = as_onnx_count(given->wholes[i]);
    if (!size || *size < 1) return usage_problem({}, "has an output_shape that no map can have");
    sizes.push_back(*size);
  }
  if (sizes.size() != axes) {
    return usage_problem(
        {}, fmt::format("has {} numbers as output_shape, but its kernel has {} axes", given->wholes.size(), axes));
  }
  options.output_size = per_axis(sizes);
  return ok();
}

/// Sets the output_padding, and with it that the padding follows from output_shape. ONNX adds cells at the end of an
/// axis that is to be longer than what the kernel covers.
void fit_output_size(const OnnxShape& input, LayerOptions& options) {
  const auto cells = cells_of(input);
  const std::vector<AxisPlace> places = axis_places(*options.dims);
  const PerAxis dilation = options.d.value_or(PerAxis::all(1));
  std::vector<int> added;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const auto along = [&](const PerAxis& numbers) -> long long { return numbers.*places[i].number; };
    added.push_back(options.a ? static_cast<int>(along(*options.a)) : 0);
    if (!cells || cells->size() != places.size()) continue;
    const long long covered = ((*cells)[i] - 1) * along(*options.s) + along(dilation) * (along(*options.k) - 1) + 1;
    const long long missing = along(*options.output_size) - covered;
    const bool can_be_added = missing < std::max(along(*options.s), along(dilation));
    if (missing > added.back() && can_be_added) added.back() = static_cast<int>(missing);
  }
  options.a = per_axis(added);
}

/// Sets the padding of SAME_UPPER and SAME_LOWER beside an output_padding: there are n*s outputs all the same.
void fit_stride(PaddingRule rule, LayerOptions& options) {
  const PerAxis dilation = options.d.value_or(PerAxis::all(1));
  std::vector<Sides> sides;
  for (const AxisPlace& place : axis_places(*options.dims)) {
    const auto along = [&](const PerAxis& numbers) -> long long { return numbers.*place.number; };
    const long long covered = along(dilation) * (along(*options.k) - 1) + 1 + along(*options.a);
    const auto surplus = static_cast<int>(std::clamp<long long>(covered - along(*options.s), 0, kLargestSize));
    const int half = surplus / 2;
    sides.push_back(rule == PaddingRule::tf_same ? Sides{half, surplus - half} : Sides{surplus - half, half});
  }
  options.p = sided_padding(sides);
}

Result<OnnxMeaning> pooling_of(const OnnxNodeView& node, Operator op) {
  if (node.map(0) == nullptr) return unknown_onnx();
  const OnnxAttribute* const kernel = node.attribute("kernel_shape");
  if (kernel == nullptr) return usage_problem({}, "has no kernel_shape");
  const auto axes = window_axes(node, std::nullopt);
  if (!axes) return too_many_axes();
  LayerOptions options;
  options.op = op;
  if (Status done = set_window(node, *axes, options); !done) return done.problems();
  if (node.whole("ceil_mode", 0) != 0) options.ceil_mode = true;
  if (op == Operator::average_pooling) {
    options.count_include_pad = node.whole("count_include_pad", 0) != 0;
    if (options.d == PerAxis::all(1)) options.d.reset();
    if (options.d) return unknown_onnx("average pooling with a dilation can't be drawn");
  }
  const OnnxShape& input = node.map(0)->shape;
  return window_meaning(options, node, input && input->size() > 1 ? (*input)[1] : std::nullopt);
}

}  // namespace

Result<OnnxMeaning> onnx_convolution(const OnnxNodeView& node) {
  return convolution_of(node, 1, 2, false);
}

Result<OnnxMeaning> onnx_integer_convolution(const OnnxNodeView& node) {
  constexpr std::size_t nowhere = 4;
  return convolution_of(node, 1, nowhere, false);
}

Result<OnnxMeaning> onnx_quantized_convolution(const OnnxNodeView& node) {
  return convolution_of(node, 3, 8, false);
}

Result<OnnxMeaning> onnx_transposed_convolution(const OnnxNodeView& node) {
  Result<OnnxMeaning> meaning = convolution_of(node, 1, 2, true);
  auto* const layer = meaning ? std::get_if<WindowLayer>(&meaning->action) : nullptr;
  if (layer == nullptr) return meaning;
  LayerOptions options = layer->options;
  const auto axes = static_cast<std::size_t>(*options.dims);
  Problems problems;
  set_numbers(node, "output_padding", 0, axes, options.a, problems);
  if (!problems.empty()) return problems;
  if (options.a == PerAxis::all(0)) options.a.reset();
  if (Status done = set_output_size(node, axes, options); !done) return done.problems();
  if (options.output_size) {
    fit_output_size(node.map(0)->shape, options);
  } else if (const auto* rule = std::get_if<PaddingRule>(&*options.p); rule != nullptr && options.a) {
    fit_stride(*rule, options);
  }
  return window_meaning(options, node, options.filters);
}

Result<OnnxMeaning> onnx_max_pooling(const OnnxNodeView& node) {
  return pooling_of(node, Operator::max_pooling);
}

Result<OnnxMeaning> onnx_average_pooling(const OnnxNodeView& node) {
  return pooling_of(node, Operator::average_pooling);
}

}  // namespace convarith
