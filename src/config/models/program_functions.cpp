#include "config/models/program_functions.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <iterator>
#include <span>
#include <utility>
#include <vector>

#include "config/models/layer_arguments.hpp"
#include "config/models/name_list.hpp"
#include "config/models/number_functions.hpp"
#include "config/value_parts.hpp"

namespace convarith {
namespace {

constexpr std::string_view kKeepingFunctions[] = {
    "relu",
    "relu_",
    "relu6",
    "leaky_relu",
    "leaky_relu_",
    "prelu",
    "rrelu",
    "elu",
    "selu",
    "celu",
    "gelu",
    "silu",
    "swish",
    "mish",
    "sigmoid",
    "sigmoid_",
    "logsigmoid",
    "hardsigmoid",
    "hardswish",
    "hardtanh",
    "tanh",
    "tanh_",
    "softplus",
    "softsign",
    "softmax",
    "log_softmax",
    "softmin",
    "threshold",
    "dropout",
    "dropout1d",
    "dropout2d",
    "dropout3d",
    "alpha_dropout",
    "feature_alpha_dropout",
    "normalize",
    "batch_norm",
    "layer_norm",
    "group_norm",
    "instance_norm",
    "local_response_norm",
    "stochastic_depth",
    "drop_path",
    "clamp",
    "clip",
    "abs",
    "exp",
    "log",
    "sqrt",
    "pow",
    "square",
    "neg",
    "cast",
    "identity",
};

/// Methods that return the tensor itself.
constexpr std::string_view kSameTensor[] = {"contiguous",     "clone",   "detach",    "float",  "double",
                                            "half",           "to",      "cuda",      "cpu",    "type",
                                            "requires_grad_", "type_as", "expand_as", "expand", "bfloat16"};

constexpr std::string_view kMaxPoolNames[] = {"kernel_size", "stride",    "padding",
                                              "dilation",    "ceil_mode", "return_indices"};
constexpr std::string_view kAvgPoolNames[] = {"kernel_size",       "stride",          "padding", "ceil_mode",
                                              "count_include_pad", "divisor_override"};
constexpr std::string_view kAdaptivePoolNames[] = {"output_size", "return_indices"};
constexpr std::string_view kPadNames[] = {"pad", "mode", "value"};
constexpr std::string_view kDimNames[] = {"dim", "keepdim"};
constexpr std::string_view kAxisNames[] = {"axis"};

/// A function that does what a layer does; its arguments have the names of the layer's.
struct LayerFunction {
  std::string_view name;
  std::string_view layer;
  std::span<const std::string_view> names;  ///< empty if they are in the layer's order, too
};

constexpr LayerFunction kLayerFunctions[] = {
    {"max_pool1d", "MaxPool1d", kMaxPoolNames},
    {"max_pool2d", "MaxPool2d", kMaxPoolNames},
    {"max_pool3d", "MaxPool3d", kMaxPoolNames},
    {"avg_pool1d", "AvgPool1d", kAvgPoolNames},
    {"avg_pool2d", "AvgPool2d", kAvgPoolNames},
    {"avg_pool3d", "AvgPool3d", kAvgPoolNames},
    {"adaptive_max_pool1d", "AdaptiveMaxPool1d", kAdaptivePoolNames},
    {"adaptive_max_pool2d", "AdaptiveMaxPool2d", kAdaptivePoolNames},
    {"adaptive_max_pool3d", "AdaptiveMaxPool3d", kAdaptivePoolNames},
    {"adaptive_avg_pool1d", "AdaptiveAvgPool1d", kAdaptivePoolNames},
    {"adaptive_avg_pool2d", "AdaptiveAvgPool2d", kAdaptivePoolNames},
    {"adaptive_avg_pool3d", "AdaptiveAvgPool3d", kAdaptivePoolNames},
    {"interpolate", "Upsample", {}},
    {"upsample", "Upsample", {}},
    {"flatten", "Flatten", {}},
    {"pixel_shuffle", "PixelShuffle", {}},
    {"pixel_unshuffle", "PixelUnshuffle", {}},
    {"unfold", "Unfold", {}},
};

using Axes = std::optional<int>;

/// Whole numbers that are given one by one or as a sequence; nothing for what isn't known.
std::vector<std::optional<int>> given_numbers(const LayerArguments& arguments) {
  std::vector<std::optional<int>> numbers;
  const auto add = [&](const CallValue& value) {
    numbers.push_back(value.kind == CallValue::Kind::whole ? std::optional(value.number) : std::nullopt);
  };
  for (const CallArgument& argument : arguments.call().arguments) {
    if (!argument.name.empty()) continue;
    if (argument.value.kind != CallValue::Kind::sequence) add(argument.value);
    for (const CallValue& item : argument.value.items) add(item);
  }
  return numbers;
}

/// Returns the axis of the shape without the batch that an axis with the batch is: 0 for the channels. Returns nothing
/// if it is the batch, or is counted from the end of a shape that is not known.
std::optional<int> axis_of(std::optional<int> dim, Axes axes) {
  if (!dim) return std::nullopt;
  if (*dim < 0 && !axes) return std::nullopt;
  const int axis = *dim < 0 ? *dim + *axes + 1 : *dim - 1;
  return axis < 0 || axis > 9 ? std::nullopt : std::optional(axis);
}

/// The first size is the batch's. A batch of -1 means that all others are given. A single size that isn't known is what
/// is left.
LayerAction read_view(LayerArguments& arguments, Axes) {
  const std::vector<std::optional<int>> sizes = given_numbers(arguments);
  if (sizes.size() < 2) return Flatten{};
  if (sizes.size() == 2 && sizes[1].value_or(-1) == -1) return Flatten{};
  Reshape action;
  for (std::size_t i = 1; i < sizes.size(); ++i) action.sizes.push_back(sizes[i].value_or(-1));
  const bool is_clear = std::count(action.sizes.begin(), action.sizes.end(), -1) <= 1;
  return is_clear ? LayerAction(std::move(action)) : LayerAction(UnknownLayer{"write the sizes as numbers"});
}

LayerAction read_permute(LayerArguments& arguments, Axes axes) {
  Transposition action;
  const std::vector<std::optional<int>> order = given_numbers(arguments);
  for (std::size_t i = 1; i < order.size(); ++i) {
    const auto axis = axis_of(order[i], axes);
    if (!axis) return UnknownLayer{"only the axes behind the batch can be exchanged"};
    action.order.push_back(*axis);
  }
  return action;
}

LayerAction read_transpose(LayerArguments& arguments, Axes axes) {
  const std::vector<std::optional<int>> pair = given_numbers(arguments);
  const auto first = pair.size() == 2 ? axis_of(pair[0], axes) : std::nullopt;
  const auto second = pair.size() == 2 ? axis_of(pair[1], axes) : std::nullopt;
  if (!first || !second) return UnknownLayer{"only the axes behind the batch can be exchanged"};
  Transposition action;
  const int rank = std::max({*first, *second, axes.value_or(0)}) + 1;
  for (int i = 0; i < rank; ++i) action.order.push_back(i);
  std::swap(action.order[static_cast<std::size_t>(*first)], action.order[static_cast<std::size_t>(*second)]);
  return action;
}

LayerAction read_reduction(LayerArguments& arguments, Axes axes) {
  Reduction action;
  action.keeps_axes = arguments.flag("keepdim", arguments.flag("keepdims", false));
  const CallValue* dim = arguments.find("dim");
  if (dim == nullptr) dim = arguments.find("axis");
  if (dim == nullptr) return UnknownLayer{"a mean over the whole batch leaves no map"};
  std::vector<CallValue> dims = dim->items;
  if (dim->kind == CallValue::Kind::whole) dims = {*dim};
  for (const CallValue& item : dims) {
    const auto given = item.kind == CallValue::Kind::whole ? std::optional(item.number) : std::nullopt;
    // The last two axes are those of a map, whatever is known of it.
    const bool is_last = given && (*given == -1 || *given == -2) && dims.size() == 2 && !axes;
    const auto axis = is_last ? std::optional(*given + 3) : axis_of(given, axes);
    if (!axis) return UnknownLayer{"write the axes as numbers"};
    action.axes.push_back(*axis);
  }
  std::sort(action.axes.begin(), action.axes.end());
  const std::string_view name = last_name(arguments.call().name);
  if (name == "mean" || name == "reduce_mean") action.kind = Reduction::Kind::mean;
  if (name == "sum") action.kind = Reduction::Kind::sum;
  if (name == "amax" || name == "max") action.kind = Reduction::Kind::maximum;
  const bool is_all = axes && action.axes.size() == static_cast<std::size_t>(*axes) && !action.axes.empty() &&
                      action.axes.front() == 1 && action.axes.back() == *axes;
  if (is_all) action.axes.clear();
  return action;
}

/// squeeze() drops axes of a single cell.
LayerAction read_squeeze(LayerArguments& arguments, Axes axes) {
  if (arguments.call().arguments.empty()) return Flatten{};
  const auto axis = axis_of(arguments.whole("dim"), axes);
  if (!axis || *axis == 0) return UnknownLayer{"use flatten"};
  return Reduction{{*axis}, false, Reduction::Kind::only_cell};
}

LayerAction read_pad(LayerArguments& arguments, Axes axes) {
  const std::vector<int> numbers = arguments.numbers("pad");
  Border action;
  const std::size_t given = numbers.size() / 2;
  const auto all = static_cast<std::size_t>(axes.value_or(static_cast<int>(given)));
  if (numbers.size() % 2 != 0 || given > all || numbers.empty()) return UnknownLayer{"give two numbers for each axis"};
  action.sides.assign(all - given, Sides{});
  for (std::size_t i = given; i-- > 0;) action.sides.push_back({numbers[2 * i], numbers[2 * i + 1]});
  const std::string_view mode = arguments.word("mode");
  action.holds_copies = !mode.empty() && mode != "constant";
  if (action.holds_copies) action.mode = find_word(kPaddingModes, mode);
  if (const GivenSetting value = setting_in(arguments, "value"); value.is_given) action.value = value.number;
  return action;
}

LayerAction read_cat(LayerArguments& arguments, Axes axes) {
  const auto given = arguments.has("dim") ? arguments.whole("dim") : std::optional(arguments.whole("axis").value_or(0));
  const auto axis = axis_of(given, axes);
  if (!axis) return UnknownLayer{"give the axis along which tensors are joined: dim=1 for the channels"};
  return Join{Join::Kind::concatenation, *axis};
}

/// Keras's function has the channels last.
LayerAction read_keras_concatenate(LayerArguments& arguments, Axes axes) {
  const int axis = arguments.whole("axis").value_or(-1);
  const int last = axes.value_or(2) + 1;
  if (axis == -1 || axis == last) return Join{Join::Kind::concatenation, 0};
  if (axis < 1 || axis > last) return UnknownLayer{"joining along this axis is not supported"};
  return Join{Join::Kind::concatenation, axis};
}

LayerAction read_addition(LayerArguments& arguments, Axes) {
  const bool is_plain = last_name(arguments.call().name) == "add" && !arguments.has("alpha");
  return Join{Join::Kind::sum, 0, !is_plain};
}

LayerAction read_multiplication(LayerArguments& arguments, Axes) {
  return Join{Join::Kind::product, 0, last_name(arguments.call().name) == "div"};
}

struct TensorFunction {
  std::string_view name;
  std::span<const std::string_view> names;
  LayerAction (*read)(LayerArguments&, Axes);
};

/// Functions that are no layers. A new function is added to this list or to the one above.
constexpr TensorFunction kTensorFunctions[] = {
    {"view", {}, read_view},
    {"reshape", {}, read_view},
    {"permute", {}, read_permute},
    {"transpose", {}, read_transpose},
    {"swapaxes", {}, read_transpose},
    {"mean", kDimNames, read_reduction},
    {"amax", kDimNames, read_reduction},
    {"max", kDimNames, read_reduction},
    {"sum", kDimNames, read_reduction},
    {"reduce_mean", kAxisNames, read_reduction},
    {"squeeze", kDimNames, read_squeeze},
    {"pad", kPadNames, read_pad},
    {"cat", kDimNames, read_cat},
    {"concat", kDimNames, read_cat},
    {"concatenate", kAxisNames, read_keras_concatenate},
    {"add", {}, read_addition},
    {"average", {}, read_addition},
    {"maximum", {}, read_addition},
    {"minimum", {}, read_addition},
    {"subtract", {}, read_addition},
    {"sub", {}, read_addition},
    {"mul", {}, read_multiplication},
    {"multiply", {}, read_multiplication},
    {"div", {}, read_multiplication},
};

template <class Rows>
const auto* find_function(const Rows& rows, std::string_view name) {
  const auto* const found =
      std::find_if(std::begin(rows), std::end(rows), [name](const auto& row) { return row.name == name; });
  return found == std::end(rows) ? nullptr : found;
}

/// Writes a function as a call of its layer.
Call call_of_layer(const Call& call, const LayerFunction& function) {
  Call layer = call;
  layer.name = function.layer;
  for (std::size_t i = 0; i < layer.arguments.size(); ++i) {
    CallArgument& argument = layer.arguments[i];
    if (argument.name.empty() && i < function.names.size()) argument.name = function.names[i];
  }
  return layer;
}

}  // namespace

bool is_tensor_function(std::string_view name) {
  return is_among(kKeepingFunctions, name) || is_among(kSameTensor, name) ||
         find_function(kLayerFunctions, name) != nullptr || find_function(kTensorFunctions, name) != nullptr;
}

bool returns_tensor_itself(std::string_view name) {
  return is_among(kSameTensor, name);
}

Result<LayerOfCall> read_tensor_function(std::string_view text, const Call& call, std::optional<int> axes,
                                         std::string_view where) {
  const std::string_view name = last_name(call.name);
  if (const LayerFunction* const function = find_function(kLayerFunctions, name)) {
    return read_layer_action(text, call_of_layer(call, *function), Framework::pytorch, where);
  }
  if (const TensorFunction* const function = find_function(kTensorFunctions, name)) {
    LayerArguments arguments(text, call, function->names, where);
    LayerAction action = function->read(arguments, axes);
    if (!arguments.problems().empty()) return arguments.problems();
    return LayerOfCall{Framework::pytorch, std::move(action)};
  }
  if (is_among(kKeepingFunctions, name) || is_among(kSameTensor, name))
    return LayerOfCall{Framework::pytorch,
                       ShapeKeeper{0, 0, number_function_of(text, call, Framework::pytorch, where)}};
  return LayerOfCall{Framework::pytorch, UnknownLayer{}};
}

}  // namespace convarith
