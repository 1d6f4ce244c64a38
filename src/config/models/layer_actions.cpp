#include "config/models/layer_actions.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <span>

#include "config/layer_text/layer_text.hpp"
#include "config/models/layer_arguments.hpp"
#include "config/models/name_list.hpp"
#include "config/suggest.hpp"

namespace convarith {
namespace {

/// Layers whose output has the shape of their input and that learn nothing.
constexpr std::string_view kPlainKeepers[] = {
    // PyTorch
    "Identity",
    "ReLU",
    "ReLU6",
    "LeakyReLU",
    "RReLU",
    "ELU",
    "SELU",
    "CELU",
    "GELU",
    "SiLU",
    "Swish",
    "MemoryEfficientSwish",
    "Mish",
    "Sigmoid",
    "LogSigmoid",
    "Hardsigmoid",
    "Hardswish",
    "Hardtanh",
    "Hardshrink",
    "Softshrink",
    "Tanhshrink",
    "Tanh",
    "Softplus",
    "Softsign",
    "Softmax",
    "Softmax2d",
    "Softmin",
    "LogSoftmax",
    "Threshold",
    "GELUActivation",
    "Dropout",
    "Dropout1d",
    "Dropout2d",
    "Dropout3d",
    "AlphaDropout",
    "FeatureAlphaDropout",
    "DropPath",
    "DropBlock2d",
    "DropBlock2D",
    "StochasticDepth",
    "LocalResponseNorm",
    "LRN",
    "ChannelShuffle",
    "FrozenBatchNorm2d",
    "QuantStub",
    "DeQuantStub",
    "HardSwish",
    "HardSigmoid",
    "Normalize",
    "GaussianBlur",
    // Keras
    "Activation",
    "SpatialDropout1D",
    "SpatialDropout2D",
    "SpatialDropout3D",
    "GaussianDropout",
    "GaussianNoise",
    "ThresholdedReLU",
    "ActivityRegularization",
    "Masking",
    "Rescaling",
    "Normalization",
    "RandomFlip",
    "RandomRotation",
    "RandomZoom",
    "RandomContrast",
    "RandomBrightness",
    "RandomTranslation",
    "UnitNormalization",
};

constexpr std::string_view kLinearNames[] = {"in_features", "out_features", "bias"};
constexpr std::string_view kLazyLinearNames[] = {"out_features", "bias"};
constexpr std::string_view kDenseNames[] = {"units", "activation", "use_bias"};
constexpr std::string_view kFlattenNames[] = {"start_dim", "end_dim"};
constexpr std::string_view kUnflattenNames[] = {"dim", "unflattened_size"};
constexpr std::string_view kUpsampleNames[] = {"size", "scale_factor", "mode", "align_corners"};
constexpr std::string_view kUpsampling2dNames[] = {"size", "scale_factor"};
constexpr std::string_view kPixelShuffleNames[] = {"upscale_factor"};
constexpr std::string_view kPixelUnshuffleNames[] = {"downscale_factor"};
constexpr std::string_view kUnfoldNames[] = {"kernel_size", "dilation", "padding", "stride"};
constexpr std::string_view kTorchPadNames[] = {"padding", "value"};
constexpr std::string_view kBatchNormNames[] = {"num_features", "eps", "momentum", "affine", "track_running_stats"};
constexpr std::string_view kGroupNormNames[] = {"num_groups", "num_channels", "eps", "affine"};
constexpr std::string_view kLayerNormNames[] = {"normalized_shape", "eps", "elementwise_affine", "bias"};
constexpr std::string_view kPreluNames[] = {"num_parameters", "init"};
constexpr std::string_view kLpPoolNames[] = {"norm_type", "kernel_size", "stride", "ceil_mode"};
constexpr std::string_view kKerasUpsamplingNames[] = {"size", "data_format", "interpolation"};
constexpr std::string_view kKerasPadNames[] = {"padding", "data_format"};
constexpr std::string_view kCroppingNames[] = {"cropping", "data_format"};
constexpr std::string_view kReshapeNames[] = {"target_shape"};
constexpr std::string_view kPermuteNames[] = {"dims"};
constexpr std::string_view kConcatenateNames[] = {"axis"};
constexpr std::string_view kResizingNames[] = {"height", "width"};

LayerAction read_linear(LayerArguments& arguments) {
  return Linear{arguments.count("in_features"), arguments.count("out_features"), arguments.flag("bias", true)};
}

LayerAction read_dense(LayerArguments& arguments) {
  return Linear{{}, arguments.count("units"), arguments.flag("use_bias", true), true};
}

LayerAction read_flatten(LayerArguments& arguments) {
  const int start = arguments.whole("start_dim").value_or(1);
  if (start <= 1) return Flatten{};
  // The axes before start_dim stay.
  std::vector<long long> sizes(static_cast<std::size_t>(std::min(start, 4)) - 1, 0);
  sizes.push_back(-1);
  return Reshape{sizes};
}

LayerAction read_unflatten(LayerArguments& arguments) {
  const std::vector<int> sizes = arguments.numbers("unflattened_size");
  return Reshape{{sizes.begin(), sizes.end()}};
}

bool is_nearest(const LayerArguments& arguments, std::string_view name) {
  const std::string_view mode = arguments.word(name);
  return mode.empty() || mode.starts_with("nearest");
}

LayerAction read_upsample(LayerArguments& arguments) {
  Upsampling action;
  action.interpolates =
      !is_nearest(arguments, "mode") || last_name(arguments.call().name).find("Bilinear") != std::string_view::npos;
  if (arguments.has("size")) {
    action.sizes = arguments.numbers("size");
    return action;
  }
  action.factors = arguments.fractions("scale_factor");
  if (action.factors.empty())
    arguments.complain("scale_factor", "the layer needs a size or a scale_factor that is a number", "add it");
  return action;
}

LayerAction read_keras_upsampling(LayerArguments& arguments) {
  Upsampling action;
  action.interpolates = !is_nearest(arguments, "interpolation");
  action.factors = arguments.fractions("size");
  if (action.factors.empty()) action.factors = {2};
  return action;
}

LayerAction read_resizing(LayerArguments& arguments) {
  const std::vector<int> height = arguments.numbers("height");
  const std::vector<int> width = arguments.numbers("width");
  if (height.empty() || width.empty()) return UnknownLayer{};
  return Upsampling{{}, {height.front(), width.front()}, true};
}

LayerAction read_pixel_shuffle(LayerArguments& arguments) {
  const std::vector<int> factor = arguments.numbers("upscale_factor");
  return PixelShuffle{factor.empty() ? 1 : factor.front(), false};
}

LayerAction read_pixel_unshuffle(LayerArguments& arguments) {
  const std::vector<int> factor = arguments.numbers("downscale_factor");
  return PixelShuffle{factor.empty() ? 1 : factor.front(), true};
}

PerAxis two_axes(const std::vector<int>& numbers) {
  return numbers.size() == 2 ? PerAxis{numbers[0], numbers[1]} : PerAxis::all(numbers.empty() ? 1 : numbers.front());
}

LayerAction read_unfold(LayerArguments& arguments) {
  Unfold action;
  action.window.dims = 2;
  action.window.k = two_axes(arguments.numbers("kernel_size"));
  if (arguments.has("dilation")) action.window.d = two_axes(arguments.numbers("dilation"));
  if (arguments.has("padding")) action.window.p = Padding(two_axes(arguments.numbers("padding")));
  if (arguments.has("stride")) action.window.s = two_axes(arguments.numbers("stride"));
  return action;
}

/// The number of axes in the name of a layer, as in ZeroPad2d and Cropping2D.
int axes_in_name(const LayerArguments& arguments) {
  const std::string_view name = last_name(arguments.call().name);
  const std::size_t digit = name.find_last_of("123");
  return digit == std::string_view::npos ? 2 : name[digit] - '0';
}

/// PyTorch gives the sides of the innermost axis first.
LayerAction read_torch_pad(LayerArguments& arguments) {
  const auto axes = static_cast<std::size_t>(axes_in_name(arguments));
  std::vector<int> numbers = arguments.numbers("padding");
  if (numbers.size() == 1) numbers.assign(axes * 2, numbers.front());
  Border action;
  if (numbers.size() != axes * 2) {
    if (arguments.problems().empty())
      arguments.complain("padding", fmt::format("padding has {} numbers", numbers.size()),
                         fmt::format("give {}, two for each axis, or one", axes * 2));
    return action;
  }
  for (std::size_t i = axes; i-- > 0;) action.sides.push_back({numbers[2 * i], numbers[2 * i + 1]});
  const std::string_view name = last_name(arguments.call().name);
  action.holds_copies = !name.starts_with("Zero") && !name.starts_with("Constant");
  return action;
}

/// Reads Keras's padding or cropping: a number for all sides, or for each axis a number or two.
std::vector<Sides> sides_of(LayerArguments& arguments, std::string_view parameter) {
  const auto axes = static_cast<std::size_t>(axes_in_name(arguments));
  const CallValue* const value = arguments.find(parameter);
  if (value == nullptr) return std::vector<Sides>(axes, Sides{1, 1});
  const auto number = [](const CallValue& item) { return item.kind == CallValue::Kind::whole ? item.number : -1; };
  if (value->kind == CallValue::Kind::whole) return std::vector<Sides>(axes, Sides{value->number, value->number});
  if (axes == 1 && value->items.size() == 2) return {{number(value->items[0]), number(value->items[1])}};
  std::vector<Sides> sides;
  for (const CallValue& item : value->items) {
    const bool is_pair = item.items.size() == 2;
    sides.push_back({number(is_pair ? item.items[0] : item), number(is_pair ? item.items[1] : item)});
  }
  const bool is_known =
      std::all_of(sides.begin(), sides.end(), [](const Sides& each) { return each.before >= 0 && each.after >= 0; });
  if (sides.size() == axes && is_known) return sides;
  arguments.complain(parameter, fmt::format("{} can't be {}", parameter, arguments.text_of(*value)),
                     "give a whole number, or for each axis one or two");
  return {};
}

LayerAction read_keras_pad(LayerArguments& arguments) {
  return Border{sides_of(arguments, "padding")};
}

LayerAction read_cropping(LayerArguments& arguments) {
  Border action{sides_of(arguments, "cropping")};
  for (Sides& sides : action.sides) sides = {-sides.before, -sides.after};
  return action;
}

LayerAction read_batch_norm(LayerArguments& arguments) {
  return ShapeKeeper{0, arguments.flag("affine", true) ? 2 : 0};
}

LayerAction read_instance_norm(LayerArguments& arguments) {
  return ShapeKeeper{0, arguments.flag("affine", false) ? 2 : 0};
}

LayerAction read_layer_norm(LayerArguments& arguments) {
  if (!arguments.flag("elementwise_affine", true)) return ShapeKeeper{};
  const CallValue* const shape = arguments.find("normalized_shape");
  const int each = arguments.flag("bias", true) ? 2 : 1;
  const bool is_known =
      shape != nullptr &&
      (shape->kind == CallValue::Kind::whole ||
       (!shape->items.empty() && std::all_of(shape->items.begin(), shape->items.end(), [](const CallValue& item) {
         return item.kind == CallValue::Kind::whole;
       })));
  if (!is_known) return ShapeKeeper{0, each};
  constexpr long long most = 1'000'000'000'000;
  long long weights = each;
  for (const int size : arguments.numbers("normalized_shape")) weights = std::clamp(weights * size, 0LL, most);
  return ShapeKeeper{weights, 0};
}

LayerAction read_prelu(LayerArguments& arguments) {
  return ShapeKeeper{arguments.whole("num_parameters").value_or(1), 0};
}

/// Keras counts the running mean and variance among a layer's weights.
LayerAction read_keras_batch_norm(LayerArguments& arguments) {
  return ShapeKeeper{0, 2 + (arguments.flag("center", true) ? 1 : 0) + (arguments.flag("scale", true) ? 1 : 0)};
}

LayerAction read_keras_norm(LayerArguments& arguments) {
  return ShapeKeeper{0, (arguments.flag("center", true) ? 1 : 0) + (arguments.flag("scale", true) ? 1 : 0)};
}

/// An Lp pooling has the windows of an average pooling.
LayerAction read_lp_pool(LayerArguments& arguments) {
  WindowLayer action;
  const int axes = axes_in_name(arguments);
  action.options.op = Operator::average_pooling;
  action.options.dims = axes;
  action.options.k = two_axes(arguments.numbers("kernel_size"));
  if (arguments.has("stride")) action.options.s = two_axes(arguments.numbers("stride"));
  action.options.ceil_mode = arguments.flag("ceil_mode", false);
  return action;
}

/// Keras gives the channels last.
LayerAction read_keras_reshape(LayerArguments& arguments) {
  const std::vector<int> shape = arguments.numbers("target_shape");
  if (shape.empty()) return UnknownLayer{};
  Reshape action{{shape.back()}};
  action.sizes.insert(action.sizes.end(), shape.begin(), shape.end() - 1);
  return action;
}

/// Keras counts the axes of the input from 1 and has the channels last.
LayerAction read_keras_permute(LayerArguments& arguments) {
  const std::vector<int> dims = arguments.numbers("dims");
  const int rank = static_cast<int>(std::min<std::size_t>(dims.size(), 9));
  const auto from_first = [rank](int axis) { return axis == rank ? 0 : axis; };
  if (dims.empty()) return UnknownLayer{};
  Transposition action{{from_first(dims.back())}};
  for (std::size_t i = 0; i + 1 < dims.size(); ++i) action.order.push_back(from_first(dims[i]));
  return action;
}

/// Axis 3 holds the channels of a map, and a negative axis but the last is unusual.
LayerAction read_concatenate(LayerArguments& arguments) {
  const int axis = arguments.whole("axis").value_or(-1);
  if (axis < -1 || axis == 0) return UnknownLayer{"joining along this axis is not supported"};
  return Join{Join::Kind::concatenation, axis == 1 || axis == 2 ? axis : 0};
}

LayerAction read_sum(LayerArguments&) {
  return Join{Join::Kind::sum};
}

LayerAction read_product(LayerArguments&) {
  return Join{Join::Kind::product};
}

struct ActionRow {
  std::string_view name;
  Framework framework;
  std::span<const std::string_view> parameters;
  LayerAction (*read)(LayerArguments&);
};

constexpr Framework kInTorch = Framework::pytorch;
constexpr Framework kInKeras = Framework::keras;

/// The layers that aren't windows and do more than keep a shape. A new layer is added to this list only.
constexpr ActionRow kActions[] = {
    {"Linear", kInTorch, kLinearNames, read_linear},
    {"NonDynamicallyQuantizableLinear", kInTorch, kLinearNames, read_linear},
    {"LazyLinear", kInTorch, kLazyLinearNames, read_linear},
    {"Flatten", kInTorch, kFlattenNames, read_flatten},
    {"Unflatten", kInTorch, kUnflattenNames, read_unflatten},
    {"Upsample", kInTorch, kUpsampleNames, read_upsample},
    {"UpsamplingNearest2d", kInTorch, kUpsampling2dNames, read_upsample},
    {"UpsamplingBilinear2d", kInTorch, kUpsampling2dNames, read_upsample},
    {"PixelShuffle", kInTorch, kPixelShuffleNames, read_pixel_shuffle},
    {"PixelUnshuffle", kInTorch, kPixelUnshuffleNames, read_pixel_unshuffle},
    {"Unfold", kInTorch, kUnfoldNames, read_unfold},
    {"ZeroPad1d", kInTorch, kTorchPadNames, read_torch_pad},
    {"ZeroPad2d", kInTorch, kTorchPadNames, read_torch_pad},
    {"ZeroPad3d", kInTorch, kTorchPadNames, read_torch_pad},
    {"ConstantPad1d", kInTorch, kTorchPadNames, read_torch_pad},
    {"ConstantPad2d", kInTorch, kTorchPadNames, read_torch_pad},
    {"ConstantPad3d", kInTorch, kTorchPadNames, read_torch_pad},
    {"ReflectionPad1d", kInTorch, kTorchPadNames, read_torch_pad},
    {"ReflectionPad2d", kInTorch, kTorchPadNames, read_torch_pad},
    {"ReflectionPad3d", kInTorch, kTorchPadNames, read_torch_pad},
    {"ReplicationPad1d", kInTorch, kTorchPadNames, read_torch_pad},
    {"ReplicationPad2d", kInTorch, kTorchPadNames, read_torch_pad},
    {"ReplicationPad3d", kInTorch, kTorchPadNames, read_torch_pad},
    {"CircularPad1d", kInTorch, kTorchPadNames, read_torch_pad},
    {"CircularPad2d", kInTorch, kTorchPadNames, read_torch_pad},
    {"CircularPad3d", kInTorch, kTorchPadNames, read_torch_pad},
    {"BatchNorm", kInTorch, kBatchNormNames, read_batch_norm},
    {"BatchNorm1d", kInTorch, kBatchNormNames, read_batch_norm},
    {"BatchNorm2d", kInTorch, kBatchNormNames, read_batch_norm},
    {"BatchNorm3d", kInTorch, kBatchNormNames, read_batch_norm},
    {"BatchNormAct2d", kInTorch, kBatchNormNames, read_batch_norm},
    {"SyncBatchNorm", kInTorch, kBatchNormNames, read_batch_norm},
    {"LazyBatchNorm1d", kInTorch, {}, read_batch_norm},
    {"LazyBatchNorm2d", kInTorch, {}, read_batch_norm},
    {"LazyBatchNorm3d", kInTorch, {}, read_batch_norm},
    {"InstanceNorm1d", kInTorch, kBatchNormNames, read_instance_norm},
    {"InstanceNorm2d", kInTorch, kBatchNormNames, read_instance_norm},
    {"InstanceNorm3d", kInTorch, kBatchNormNames, read_instance_norm},
    {"GroupNorm", kInTorch, kGroupNormNames, read_batch_norm},
    {"LayerNorm", kInTorch, kLayerNormNames, read_layer_norm},
    {"LayerNorm2d", kInTorch, kLayerNormNames, read_layer_norm},
    {"PReLU", kInTorch, kPreluNames, read_prelu},
    {"LPPool1d", kInTorch, kLpPoolNames, read_lp_pool},
    {"LPPool2d", kInTorch, kLpPoolNames, read_lp_pool},
    {"LPPool3d", kInTorch, kLpPoolNames, read_lp_pool},

    {"Dense", kInKeras, kDenseNames, read_dense},
    {"Flatten", kInKeras, {}, read_flatten},
    {"BatchNormalization", kInKeras, {}, read_keras_batch_norm},
    {"LayerNormalization", kInKeras, {}, read_keras_norm},
    {"GroupNormalization", kInKeras, {}, read_keras_norm},
    {"ZeroPadding1D", kInKeras, kKerasPadNames, read_keras_pad},
    {"ZeroPadding2D", kInKeras, kKerasPadNames, read_keras_pad},
    {"ZeroPadding3D", kInKeras, kKerasPadNames, read_keras_pad},
    {"Cropping1D", kInKeras, kCroppingNames, read_cropping},
    {"Cropping2D", kInKeras, kCroppingNames, read_cropping},
    {"Cropping3D", kInKeras, kCroppingNames, read_cropping},
    {"UpSampling1D", kInKeras, kKerasUpsamplingNames, read_keras_upsampling},
    {"UpSampling2D", kInKeras, kKerasUpsamplingNames, read_keras_upsampling},
    {"UpSampling3D", kInKeras, kKerasUpsamplingNames, read_keras_upsampling},
    {"Resizing", kInKeras, kResizingNames, read_resizing},
    {"Reshape", kInKeras, kReshapeNames, read_keras_reshape},
    {"Permute", kInKeras, kPermuteNames, read_keras_permute},
    {"Add", kInKeras, {}, read_sum},
    {"Average", kInKeras, {}, read_sum},
    {"Subtract", kInKeras, {}, read_sum},
    {"Maximum", kInKeras, {}, read_sum},
    {"Minimum", kInKeras, {}, read_sum},
    {"Multiply", kInKeras, {}, read_product},
    {"Concatenate", kInKeras, kConcatenateNames, read_concatenate},
};

/// Returns the row of a name, in the preferred framework if both have it.
const ActionRow* find_action(std::string_view name, Framework preferred) {
  const ActionRow* found = nullptr;
  for (const ActionRow& row : kActions) {
    if (row.name != name) continue;
    if (row.framework == preferred) return &row;
    found = &row;
  }
  return found;
}

/// Keras's global pooling leaves features, PyTorch's adaptive pooling a map.
LayerAction window_action(const LayerText& read, const Call& call, std::string_view text, std::string_view where) {
  if (read.framework == Framework::keras && read.options.adaptive) {
    return Reduction{{}, LayerArguments(text, call, {}, where).flag("keepdims", false)};
  }
  return WindowLayer{read.options, read.channels_words, read.filters_words};
}

}  // namespace

std::string_view last_name(std::string_view dotted) {
  return dotted.substr(dotted.rfind('.') + 1);
}

std::string hint_for_layer(std::string_view name) {
  std::vector<std::string_view> known(std::begin(kPlainKeepers), std::end(kPlainKeepers));
  for (const ActionRow& row : kActions) known.push_back(row.name);
  const std::vector<std::string_view> near = nearest_words(name, known);
  if (!near.empty()) return fmt::format("did you mean {}?", fmt::join(near, ", "));
  const std::string hint = suggest_framework_layer(name);
  return hint.starts_with("did you mean") ? hint : std::string();
}

bool is_layer_name(std::string_view name) {
  return find_framework_layer(name) || find_action(name, kInTorch) != nullptr || is_among(kPlainKeepers, name);
}

Result<LayerOfCall> read_layer_action(std::string_view text, const Call& call, Framework preferred,
                                      std::string_view where) {
  const std::string_view name = last_name(call.name);
  if (const auto window = find_framework_layer(name)) {
    const Result<LayerText> read = read_layer_call(text, call, *window, {where, true});
    if (!read) return read.problems();
    return LayerOfCall{read->framework, window_action(*read, call, text, where), read->remarks};
  }
  if (const ActionRow* const row = find_action(name, preferred)) {
    LayerArguments arguments(text, call, row->parameters, where);
    LayerAction action = row->read(arguments);
    if (!arguments.problems().empty()) return arguments.problems();
    return LayerOfCall{row->framework, std::move(action)};
  }
  if (is_among(kPlainKeepers, name)) return LayerOfCall{preferred, ShapeKeeper{}};
  return LayerOfCall{preferred, UnknownLayer{}};
}

}  // namespace convarith
