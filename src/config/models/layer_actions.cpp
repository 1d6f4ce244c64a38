#include "config/models/layer_actions.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>
#include <span>

#include "config/layer_text/layer_text.hpp"
#include "config/models/layer_arguments.hpp"
#include "config/models/layer_readers.hpp"
#include "config/models/name_list.hpp"
#include "config/models/number_functions.hpp"
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

struct ActionRow {
  std::string_view name;
  Framework framework;
  std::span<const std::string_view> parameters;
  LayerAction (*read)(LayerArguments&);
};

constexpr Framework kInTorch = Framework::pytorch;
constexpr Framework kInKeras = Framework::keras;

/// The layers that aren't windows and do more than keep a shape. A new layer is added to this list; one whose arguments
/// are none that are read already needs a function in layer_readers, too.
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
    const bool is_maximum = read.options.op == Operator::max_pooling;
    return Reduction{{},
                     LayerArguments(text, call, {}, where).flag("keepdims", false),
                     is_maximum ? Reduction::Kind::maximum : Reduction::Kind::mean};
  }
  WindowLayer action{read.options, read.channels_words, read.filters_words};
  if (read.framework == Framework::keras) action.then = keras_activation_in(LayerArguments(text, call, {}, where));
  return action;
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
  if (is_among(kPlainKeepers, name)) {
    return LayerOfCall{preferred, ShapeKeeper{0, 0, number_function_of(text, call, preferred, where)}};
  }
  return LayerOfCall{preferred, UnknownLayer{}};
}

}  // namespace convarith
