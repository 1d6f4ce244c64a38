#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>

#include "config/layer_spelling/layer_spelling_parts.hpp"

namespace convarith {
namespace {

bool any_above_one(const AxisNumbers& numbers) {
  return std::any_of(numbers.begin(), numbers.end(), [](int number) { return number > 1; });
}

/// Spells ZeroPadding2D or Cropping2D, which take one number, one for each axis, or two for each axis.
std::string around(const Operation& operation, std::string_view layer) {
  const AxisNumbers before = paddings_before(operation);
  const AxisNumbers after = paddings_after(operation);
  std::string sides = tuple_or_number(before);
  if (before != after) {
    std::vector<std::string> pairs;
    for (std::size_t i = 0; i < before.size(); ++i) pairs.push_back(fmt::format("({}, {})", before[i], after[i]));
    sides = pairs.size() == 1 ? pairs.front() : fmt::format("({})", fmt::join(pairs, ", "));
  }
  return fmt::format("{}{}D({})", layer, operation.dims, sides);
}

/// Spells padding with something other than zeros. The batch is the first axis, and the channels are the last.
std::string other_padding(const Operation& operation, std::string_view filling) {
  const AxisNumbers before = paddings_before(operation);
  const AxisNumbers after = paddings_after(operation);
  std::string pairs;
  for (std::size_t i = 0; i < before.size(); ++i) pairs += fmt::format("({}, {}), ", before[i], after[i]);
  return fmt::format("keras.ops.pad(x, ((0, 0), {}(0, 0)), {})", pairs, filling);
}

/// Describes the padding: "padding 1", "padding (1, 2)", or "0 and 1 cells of padding".
std::string padding_words(const Operation& operation) {
  if (pads_evenly(operation)) return "padding " + tuple_or_number(paddings_before(operation));
  const Sides sides = first_uneven_padding(operation);
  return fmt::format("{} and {} cells of padding", sides.before, sides.after);
}

Problem other_keras_mode(const Chain& chain) {
  const Operation& operation = chain.front();
  constexpr std::string_view why = "Keras pads with zeros only";
  // Not every backend of Keras supports the other padding modes.
  if (operation.padding_mode != PaddingMode::reflect) return no_layer(std::string(why));
  return pad_first(std::string(why), other_padding(operation, "mode=\"reflect\""),
                   spell_for_keras(without_first_padding(chain)));
}

bool is_causal(const Operation& operation) {
  const Sides causal{operation.cols.effective_kernel() - 1, 0};
  return operation.dims == 1 && !operation.is_pooling() && operation.cols.padding == causal;
}

/// Returns Keras's word for a padding, if there is one. If several fit, the one that was asked for wins.
std::optional<std::string_view> padding_word(const Operation& operation) {
  const bool as_same = pads_as_tensorflow(operation);
  if (as_same && operation.padding_rule == PaddingRule::tf_same) return "same";
  if (is_causal(operation) && operation.padding_rule == PaddingRule::causal) return "causal";
  if (!is_padded(operation)) return "valid";
  if (as_same) return "same";
  if (is_causal(operation)) return "causal";
  return std::nullopt;
}

std::string quoted(std::string_view word) {
  return fmt::format("\"{}\"", word);
}

/// Returns the problem that Keras has no single layer for several in a row. The hint, if any, spells layers that do the
/// same one after the other.
Problem no_single_layer(const Chain& chain, std::string why) {
  const Operation& first = chain.front();
  if (first.padding_mode != PaddingMode::zeros && is_padded(first)) return no_layer(std::move(why));
  const bool pads_apart = !first.is_pooling() && !first.transposed && !padding_word(first);
  std::vector<std::string> layers;
  if (pads_apart) layers.push_back(around(first, "ZeroPadding"));
  for (const Operation& layer : pads_apart ? without_first_padding(chain) : chain) {
    const Result<std::string> spelled = spell_for_keras(layer);
    if (!spelled) return no_layer(std::move(why));
    layers.push_back(*spelled);
  }
  return no_layer(std::move(why), fmt::format("use {}", fmt::join(layers, ", then ")));
}

/// Returns the reason why layers in a row are no separable convolution of Keras. Empty if they are one.
std::string why_not_separable(const Chain& chain) {
  const Operation& first = chain.front();
  const bool ends_pointwise = chain.size() == 2 && is_pointwise(chain.back());
  if (!ends_pointwise || first.is_pooling() || first.transposed || first.has_bias) {
    return "Keras has no single layer that does the same";
  }
  if (first.dims == 3) return "Keras has no separable convolution of three dimensions";
  if (first.groups == first.channels) return {};
  return fmt::format("Keras's separable convolutions have a group for each of the {} channels, not {}", first.channels,
                     first.groups);
}

Result<std::string> spell_separable(const Chain& chain) {
  if (std::string why = why_not_separable(chain); !why.empty()) return no_single_layer(chain, std::move(why));
  const Operation& operation = chain.front();
  if (operation.padding_mode != PaddingMode::zeros && is_padded(operation)) return other_keras_mode(chain);
  const std::optional<std::string_view> padding = padding_word(operation);
  if (!padding || *padding == "causal") {
    return pad_first(fmt::format("Keras has no separable convolution with {}", padding_words(operation)),
                     around(operation, "ZeroPadding"), spell_for_keras(without_first_padding(chain)));
  }
  const AxisNumbers ones(static_cast<std::size_t>(operation.dims), 1);
  SpelledCall call(fmt::format("SeparableConv{}D", operation.dims));
  call.add(fmt::format("{}", chain.back().filters));
  call.add(tuple_or_number(numbers_of(operation, &Axis::kernel)));
  call.add_unless(ones, "strides", numbers_of(operation, &Axis::stride));
  call.add("padding", quoted(*padding));
  call.add_unless(ones, "dilation_rate", numbers_of(operation, &Axis::dilation));
  call.add_unless(1, "depth_multiplier", operation.filters / operation.channels);
  if (!chain.back().has_bias) call.add("use_bias", "False");
  return call.text();
}

Result<std::string> spell_keras_convolution(const Operation& operation) {
  if (operation.padding_mode != PaddingMode::zeros && is_padded(operation)) return other_keras_mode(operation);
  const std::optional<std::string_view> padding = padding_word(operation);
  if (!padding) {
    return pad_first(fmt::format("Keras has no layer with {}", padding_words(operation)),
                     around(operation, "ZeroPadding"), spell_for_keras(without_padding(operation)));
  }
  const AxisNumbers ones(static_cast<std::size_t>(operation.dims), 1);
  // Keras can spell other depthwise convolutions as a Conv with groups.
  const bool is_depthwise = operation.is_depthwise && operation.dims < 3 && *padding != "causal";
  SpelledCall call(fmt::format("{}Conv{}D", is_depthwise ? "Depthwise" : "", operation.dims));
  if (!is_depthwise) call.add(fmt::format("{}", operation.filters));
  call.add(tuple_or_number(numbers_of(operation, &Axis::kernel)));
  call.add_unless(ones, "strides", numbers_of(operation, &Axis::stride));
  call.add("padding", quoted(*padding));
  if (is_depthwise) call.add_unless(1, "depth_multiplier", operation.filters / operation.channels);
  call.add_unless(ones, "dilation_rate", numbers_of(operation, &Axis::dilation));
  if (!is_depthwise) call.add_unless(1, "groups", operation.groups);
  if (!operation.has_bias) call.add("use_bias", "False");
  return call.text();
}

/// A crop of the output that Keras derives from a word, with or without an output_padding.
struct Crop {
  std::string_view word;
  bool has_output_padding;

  bool fits(const Axis& axis) const {
    const bool is_same = word == "same";
    const int kernel = axis.effective_kernel();
    if (has_output_padding) {
      const int side = is_same ? kernel / 2 : 0;
      return axis.padding == Sides{side, side} && axis.output_padding < axis.stride;
    }
    const int total = is_same ? std::max(kernel - axis.stride, 0) : 0;
    return axis.padding == Sides{total / 2, total - total / 2} &&
           axis.output_padding == std::max(axis.stride - kernel, 0);
  }
};

constexpr Crop kCrops[] = {{"valid", false}, {"same", false}, {"valid", true}, {"same", true}};

/// Returns the first crop that fits, or null. Of crops that agree on output_padding, one with the word that was asked
/// for takes precedence.
const Crop* find_crop(const Operation& operation) {
  const std::vector<Axis> axes = operation.axes();
  const std::string_view asked = operation.padding_rule == PaddingRule::tf_same ? "same" : "valid";
  const Crop* found = nullptr;
  for (const Crop& crop : kCrops) {
    const bool fits = std::all_of(axes.begin(), axes.end(), [&](const Axis& axis) { return crop.fits(axis); });
    const bool is_better =
        found == nullptr || (crop.has_output_padding == found->has_output_padding && crop.word == asked);
    if (fits && is_better) found = &crop;
  }
  return found;
}

Result<std::string> spell_transposed(const Operation& operation) {
  if (operation.groups != 1) {
    return no_layer(fmt::format("Keras has no transposed convolution with {} groups", operation.groups),
                    "split the channels, and put one layer on each part");
  }
  const Crop* const crop = find_crop(operation);
  if (crop == nullptr) {
    const AxisNumbers extra = numbers_of(operation, &Axis::output_padding);
    std::string why = fmt::format("Keras has no transposed convolution with {} and output_padding {}",
                                  padding_words(operation), tuple_or_number(extra));
    if (!is_padded(operation)) return no_layer(std::move(why), "use an output_padding below the stride");
    return crop_afterwards(std::move(why), around(operation, "Cropping"), spell_for_keras(without_crop(operation)));
  }
  const AxisNumbers ones(static_cast<std::size_t>(operation.dims), 1);
  SpelledCall call(fmt::format("Conv{}DTranspose", operation.dims));
  call.add(fmt::format("{}", operation.filters));
  call.add(tuple_or_number(numbers_of(operation, &Axis::kernel)));
  call.add_unless(ones, "strides", numbers_of(operation, &Axis::stride));
  call.add("padding", quoted(crop->word));
  if (crop->has_output_padding) {
    call.add("output_padding", tuple_or_number(numbers_of(operation, &Axis::output_padding)));
  }
  call.add_unless(ones, "dilation_rate", numbers_of(operation, &Axis::dilation));
  if (!operation.has_bias) call.add("use_bias", "False");
  return call.text();
}

Problem pooling_padding(const Operation& operation) {
  const std::string padding = padding_words(operation);
  if (operation.op == Operator::max_pooling) {
    return pad_first(fmt::format("Keras has no pooling with {}", padding),
                     other_padding(operation, "constant_values=float(\"-inf\")"),
                     spell_for_keras(without_padding(operation)));
  }
  if (!operation.count_include_pad) return no_layer(fmt::format("Keras has no average pooling with {}", padding));
  return pad_first(fmt::format("Keras has no average pooling that counts {}", padding),
                   around(operation, "ZeroPadding"), spell_for_keras(without_padding(operation)));
}

Result<std::string> spell_keras_adaptive(const Operation& operation, std::string_view kind) {
  if (!all_are(numbers_of(operation, &Axis::output), 1)) {
    return no_adaptive_pooling("Keras", operation, spell_for_keras);
  }
  // Without keepdims, Keras would remove the spatial axes.
  return fmt::format("Global{}Pooling{}D(keepdims=True)", kind, operation.dims);
}

Result<std::string> spell_keras_pooling(const Operation& operation) {
  const bool is_average = operation.op == Operator::average_pooling;
  const std::string_view kind = pooling_word(operation.op, "Max", "Average");
  if (operation.divisor_override) return no_layer("Keras has no average pooling with a divisor of its own");
  if (operation.adaptive) return spell_keras_adaptive(operation, kind);
  if (any_above_one(numbers_of(operation, &Axis::dilation))) return no_layer("Keras has no pooling with dilation");
  if (ceil_matters(operation)) {
    return no_layer("Keras has no pooling with ceil_mode", "padding=\"same\" has the same output, but other windows");
  }
  const bool counts = is_average && operation.count_include_pad;
  const std::optional<std::string_view> padding = padding_word(operation);
  if (!padding || (counts && is_padded(operation))) return pooling_padding(operation);
  const AxisNumbers kernel = numbers_of(operation, &Axis::kernel);
  SpelledCall call(fmt::format("{}Pooling{}D", kind, operation.dims));
  call.add(tuple_or_number(kernel));
  call.add_unless(kernel, "strides", numbers_of(operation, &Axis::stride));
  call.add("padding", quoted(*padding));
  return call.text();
}

}  // namespace

Result<std::string> spell_for_keras(const Chain& chain) {
  const Operation& operation = chain.front();
  const AxisNumbers strides = numbers_of(operation, &Axis::stride);
  const AxisNumbers dilations = numbers_of(operation, &Axis::dilation);
  if (!operation.is_pooling() && any_above_one(strides) && any_above_one(dilations)) {
    return no_layer(fmt::format("Keras has no convolution with stride {} and dilation {} together",
                                tuple_or_number(strides), tuple_or_number(dilations)));
  }
  if (chain.size() > 1) return spell_separable(chain);
  if (operation.is_pooling()) return spell_keras_pooling(operation);
  return operation.transposed ? spell_transposed(operation) : spell_keras_convolution(operation);
}

}  // namespace convarith
