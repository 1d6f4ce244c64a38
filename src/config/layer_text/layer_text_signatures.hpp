#pragma once

#include <fmt/core.h>

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "arithmetic/layer_values.hpp"
#include "convarith/layer.hpp"

/// The names of PyTorch's and Keras's layers, and their arguments.
namespace convarith::signatures {

/// The option that an argument sets. Its type determines which values are allowed; without an option, the argument is
/// ignored.
using LayerMember = std::variant<std::monostate, std::optional<int> LayerOptions::*,
                                 std::optional<bool> LayerOptions::*, std::optional<PerAxis> LayerOptions::*,
                                 std::optional<Padding> LayerOptions::*, std::optional<PaddingMode> LayerOptions::*>;

enum class Need { optional, required, may_be_none };

/// A parameter of a layer's constructor.
struct Parameter {
  std::string_view name;
  LayerMember member = {};
  Need need = Need::optional;
};

inline constexpr Parameter kTorchConv[] = {
    {"in_channels", &LayerOptions::channels, Need::required},
    {"out_channels", &LayerOptions::filters, Need::required},
    {"kernel_size", &LayerOptions::k, Need::required},
    {"stride", &LayerOptions::s},
    {"padding", &LayerOptions::p},
    {"dilation", &LayerOptions::d},
    {"groups", &LayerOptions::groups},
    {"bias", &LayerOptions::has_bias},
    {"padding_mode", &LayerOptions::padding_mode},
    {"device"},
    {"dtype"},
};

inline constexpr Parameter kTorchConvTranspose[] = {
    {"in_channels", &LayerOptions::channels, Need::required},
    {"out_channels", &LayerOptions::filters, Need::required},
    {"kernel_size", &LayerOptions::k, Need::required},
    {"stride", &LayerOptions::s},
    {"padding", &LayerOptions::p},
    {"output_padding", &LayerOptions::a},
    {"groups", &LayerOptions::groups},
    {"bias", &LayerOptions::has_bias},
    {"dilation", &LayerOptions::d},
    {"padding_mode", &LayerOptions::padding_mode},
    {"device"},
    {"dtype"},
};

// Lazy layers have no in_channels; they take the number from the first input.
inline constexpr std::span<const Parameter> kTorchLazyConv = std::span(kTorchConv).subspan(1);
inline constexpr std::span<const Parameter> kTorchLazyConvTranspose = std::span(kTorchConvTranspose).subspan(1);

inline constexpr Parameter kTorchMaxPool[] = {
    {"kernel_size", &LayerOptions::k, Need::required},
    {"stride", &LayerOptions::s, Need::may_be_none},
    {"padding", &LayerOptions::p},
    {"dilation", &LayerOptions::d},
    {"return_indices"},
    {"ceil_mode", &LayerOptions::ceil_mode},
};

inline constexpr Parameter kTorchAvgPool[] = {
    {"kernel_size", &LayerOptions::k, Need::required},
    {"stride", &LayerOptions::s, Need::may_be_none},
    {"padding", &LayerOptions::p},
    {"ceil_mode", &LayerOptions::ceil_mode},
    {"count_include_pad", &LayerOptions::count_include_pad},
    {"divisor_override", &LayerOptions::divisor_override, Need::may_be_none},  // not in AvgPool1d
};

inline constexpr Parameter kTorchAdaptivePool[] = {
    {"output_size", &LayerOptions::adaptive, Need::required}, {"return_indices"},  // in max pooling only
};

inline constexpr Parameter kKerasConv[] = {
    {"filters", &LayerOptions::filters, Need::required},
    {"kernel_size", &LayerOptions::k, Need::required},
    {"strides", &LayerOptions::s},
    {"padding", &LayerOptions::p},
    {"data_format"},
    {"dilation_rate", &LayerOptions::d},
    {"groups", &LayerOptions::groups},
    {"activation"},
    {"use_bias", &LayerOptions::has_bias},
    {"kernel_initializer"},
    {"bias_initializer"},
    {"kernel_regularizer"},
    {"bias_regularizer"},
    {"activity_regularizer"},
    {"kernel_constraint"},
    {"bias_constraint"},
};

inline constexpr Parameter kKerasConvTranspose[] = {
    {"filters", &LayerOptions::filters, Need::required},
    {"kernel_size", &LayerOptions::k, Need::required},
    {"strides", &LayerOptions::s},
    {"padding", &LayerOptions::p},
    {"output_padding", &LayerOptions::a, Need::may_be_none},
    {"data_format"},
    {"dilation_rate", &LayerOptions::d},
    {"activation"},
    {"use_bias", &LayerOptions::has_bias},
    {"kernel_initializer"},
    {"bias_initializer"},
    {"kernel_regularizer"},
    {"bias_regularizer"},
    {"activity_regularizer"},
    {"kernel_constraint"},
    {"bias_constraint"},
};

inline constexpr Parameter kKerasDepthwiseConv[] = {
    {"kernel_size", &LayerOptions::k, Need::required},
    {"strides", &LayerOptions::s},
    {"padding", &LayerOptions::p},
    {"depth_multiplier", &LayerOptions::depth_multiplier},
    {"data_format"},
    {"dilation_rate", &LayerOptions::d},
    {"activation"},
    {"use_bias", &LayerOptions::has_bias},
    {"depthwise_initializer"},
    {"bias_initializer"},
    {"depthwise_regularizer"},
    {"bias_regularizer"},
    {"activity_regularizer"},
    {"depthwise_constraint"},
    {"bias_constraint"},
    // Arguments of Conv, from which Keras derives this layer.
    {"kernel_initializer"},
    {"kernel_regularizer"},
    {"kernel_constraint"},
};

inline constexpr Parameter kKerasSeparableConv[] = {
    {"filters", &LayerOptions::pointwise, Need::required},
    {"kernel_size", &LayerOptions::k, Need::required},
    {"strides", &LayerOptions::s},
    {"padding", &LayerOptions::p},
    {"data_format"},
    {"dilation_rate", &LayerOptions::d},
    {"depth_multiplier", &LayerOptions::depth_multiplier},
    {"activation"},
    {"use_bias", &LayerOptions::has_bias},
    {"depthwise_initializer"},
    {"pointwise_initializer"},
    {"bias_initializer"},
    {"depthwise_regularizer"},
    {"pointwise_regularizer"},
    {"bias_regularizer"},
    {"activity_regularizer"},
    {"depthwise_constraint"},
    {"pointwise_constraint"},
    {"bias_constraint"},
    {"kernel_initializer"},
    {"kernel_regularizer"},
    {"kernel_constraint"},
};

inline constexpr Parameter kKerasPool[] = {
    {"pool_size", &LayerOptions::k},
    {"strides", &LayerOptions::s, Need::may_be_none},
    {"padding", &LayerOptions::p},
    {"data_format"},
    {"name"},
};

inline constexpr Parameter kKerasGlobalPool[] = {{"data_format"}, {"keepdims"}};

/// A word for padding, allowed for layers of up to `most_dims` axes.
struct PaddingWord {
  std::string_view word;
  PaddingRule rule;
  int most_dims = 3;
};

inline constexpr PaddingWord kTorchWords[] = {{"valid", PaddingRule::valid}, {"same", PaddingRule::same}};
inline constexpr PaddingWord kKerasWords[] = {{"valid", PaddingRule::valid}, {"same", PaddingRule::tf_same}};
inline constexpr PaddingWord kKerasConvWords[] = {
    {"valid", PaddingRule::valid}, {"same", PaddingRule::tf_same}, {"causal", PaddingRule::causal, 1}};

inline constexpr std::pair<std::string_view, PaddingMode> kModes[] = {
    {"zeros", PaddingMode::zeros},
    {"reflect", PaddingMode::reflect},
    {"replicate", PaddingMode::replicate},
    {"circular", PaddingMode::circular},
};

/// Properties that all layers of one framework share.
struct Dialect {
  std::span<const std::string_view> prefixes;
  std::span<const std::string_view> ignored;  ///< keywords that every layer takes besides its parameters
  bool pads_by_numbers;
  bool folds_case;  ///< whether words are read without regard to case
};

inline constexpr std::string_view kTorchPrefixes[] = {"", "nn.", "torch.nn.", "torch.nn.modules.conv.",
                                                      "torch.nn.modules.pooling."};
inline constexpr std::string_view kKerasPrefixes[] = {
    "",      "layers.", "keras.layers.", "tf.keras.layers.", "tensorflow.keras.layers.", "tf.compat.v1.keras.layers.",
    "tfkl.", "L."};
inline constexpr std::string_view kKerasIgnored[] = {
    "name",       "dtype",     "trainable",    "input_shape", "batch_input_shape", "batch_shape",
    "batch_size", "input_dim", "input_length", "weights",     "autocast",          "lora_rank",
    "lora_alpha", "dora_rank", "dora_alpha",   "data_format"};

inline constexpr Dialect kTorch{kTorchPrefixes, {}, true, false};
inline constexpr Dialect kKeras{kKerasPrefixes, kKerasIgnored, false, true};

constexpr LayerOptions convolution() {
  LayerOptions options;
  options.op = Operator::convolution;
  options.has_bias = true;
  return options;
}

constexpr LayerOptions transposed_convolution() {
  LayerOptions options = convolution();
  options.transposed = true;
  return options;
}

/// Keras's "valid", its default, is not the same as no padding: it gives (n-1)s + max(K, s) outputs.
constexpr LayerOptions keras_transposed_convolution() {
  LayerOptions options = transposed_convolution();
  options.p = PaddingRule::valid;
  return options;
}

/// A depthwise convolution has as many groups as channels, whose number the text does not give.
constexpr LayerOptions depthwise_convolution() {
  LayerOptions options = convolution();
  options.depth_multiplier = 1;
  return options;
}

constexpr LayerOptions pooling(Operator op) {
  LayerOptions options;
  options.op = op;
  return options;
}

constexpr LayerOptions keras_pooling(Operator op) {
  LayerOptions options = pooling(op);
  options.k = PerAxis::all(2);
  if (op == Operator::average_pooling) options.count_include_pad = false;
  return options;
}

constexpr LayerOptions global_pooling(Operator op) {
  LayerOptions options = pooling(op);
  options.adaptive = PerAxis::all(1);
  return options;
}

inline constexpr Operator kMaximum = Operator::max_pooling;
inline constexpr Operator kAverage = Operator::average_pooling;

/// Layers that differ only in their number of axes, which stands between stem and suffix, as in Conv 2 DTranspose.
struct Family {
  const Dialect* dialect;
  std::string_view stem;
  std::string_view suffix;
  int least_dims;
  int most_dims;
  LayerOptions start;  ///< the options that all of them have, and the framework's defaults
  std::span<const Parameter> parameters;
  std::span<const PaddingWord> words = {};

  std::string name(int dims) const { return fmt::format("{}{}{}", stem, dims, suffix); }
};

/// All layers that the program can read. A new layer is added to this list only.
inline constexpr Family kFamilies[] = {
    {&kTorch, "Conv", "d", 1, 3, convolution(), kTorchConv, kTorchWords},
    {&kTorch, "ConvTranspose", "d", 1, 3, transposed_convolution(), kTorchConvTranspose},
    {&kTorch, "LazyConv", "d", 1, 3, convolution(), kTorchLazyConv, kTorchWords},
    {&kTorch, "LazyConvTranspose", "d", 1, 3, transposed_convolution(), kTorchLazyConvTranspose},
    {&kTorch, "MaxPool", "d", 1, 3, pooling(kMaximum), kTorchMaxPool},
    {&kTorch, "AvgPool", "d", 1, 1, pooling(kAverage), std::span(kTorchAvgPool).first(5)},
    {&kTorch, "AvgPool", "d", 2, 3, pooling(kAverage), kTorchAvgPool},
    {&kTorch, "AdaptiveMaxPool", "d", 1, 3, pooling(kMaximum), kTorchAdaptivePool},
    {&kTorch, "AdaptiveAvgPool", "d", 1, 3, pooling(kAverage), std::span(kTorchAdaptivePool).first(1)},

    {&kKeras, "Conv", "D", 1, 3, convolution(), kKerasConv, kKerasConvWords},
    {&kKeras, "Convolution", "D", 1, 3, convolution(), kKerasConv, kKerasConvWords},
    {&kKeras, "Conv", "DTranspose", 1, 3, keras_transposed_convolution(), kKerasConvTranspose, kKerasWords},
    {&kKeras, "Convolution", "DTranspose", 1, 3, keras_transposed_convolution(), kKerasConvTranspose, kKerasWords},
    {&kKeras, "DepthwiseConv", "D", 1, 2, depthwise_convolution(), kKerasDepthwiseConv, kKerasWords},
    {&kKeras, "SeparableConv", "D", 1, 2, depthwise_convolution(), kKerasSeparableConv, kKerasWords},
    {&kKeras, "SeparableConvolution", "D", 1, 2, depthwise_convolution(), kKerasSeparableConv, kKerasWords},
    {&kKeras, "MaxPooling", "D", 1, 3, keras_pooling(kMaximum), kKerasPool, kKerasWords},
    {&kKeras, "MaxPool", "D", 1, 3, keras_pooling(kMaximum), kKerasPool, kKerasWords},
    {&kKeras, "AveragePooling", "D", 1, 3, keras_pooling(kAverage), kKerasPool, kKerasWords},
    {&kKeras, "AvgPool", "D", 1, 3, keras_pooling(kAverage), kKerasPool, kKerasWords},
    {&kKeras, "GlobalMaxPooling", "D", 1, 3, global_pooling(kMaximum), kKerasGlobalPool},
    {&kKeras, "GlobalMaxPool", "D", 1, 3, global_pooling(kMaximum), kKerasGlobalPool},
    {&kKeras, "GlobalAveragePooling", "D", 1, 3, global_pooling(kAverage), kKerasGlobalPool},
    {&kKeras, "GlobalAvgPool", "D", 1, 3, global_pooling(kAverage), kKerasGlobalPool},
};

}  // namespace convarith::signatures
