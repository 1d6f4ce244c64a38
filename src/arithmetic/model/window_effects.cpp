// Layers that look at their input through windows.

#include <fmt/core.h>

#include "arithmetic/alt_text_words.hpp"
#include "arithmetic/axes.hpp"
#include "arithmetic/model/action_effects.hpp"
#include "arithmetic/model/effect_parts.hpp"

namespace convarith {
namespace {

/// Returns the channels of the output of a convolution or pooling, whose input has `channels`.
ChannelCount filters_of(const WindowLayer& layer, const Chain& chain, bool has_channels, const ChannelCount& channels) {
  const Operation& first = chain.front();
  const bool is_given = chain.size() > 1 || (layer.options.filters && !first.is_pooling());
  if (!is_given && !layer.filters_words.empty()) return {std::nullopt, layer.filters_words};
  const bool follows_input = first.is_pooling() || first.is_depthwise;
  if (is_given || has_channels || !follows_input) return {chain.back().filters};
  return first.is_depthwise ? ChannelCount{} : channels;
}

/// Sets the channels of the input in the options of a layer. Errors: the options say otherwise.
Status take_channels(const EffectInputs& inputs, LayerOptions& options) {
  const std::optional<int> channels = inputs.shape().channels.number;
  if (!channels) return ok();
  if (options.channels.value_or(*channels) != *channels) {
    const bool has_word = inputs.framework == Framework::pytorch;
    return usage_problem(
        {},
        fmt::format("expects {}, but the previous layer outputs {}", counted(*options.channels, "channel"), *channels),
        has_word ? fmt::format("make them agree, such as by in_channels={}", *channels) : "make them agree");
  }
  options.channels = channels;
  return ok();
}

/// Sets the size of the input in the options of a layer. Errors: the options say otherwise.
Status take_size(const EffectInputs& inputs, LayerOptions& options) {
  const std::vector<int>& sizes = inputs.shape().sizes;
  const PerAxis size = per_axis_of(sizes);
  if (options.n && !(*options.n == size)) {
    const std::vector<int> expected = numbers_along(*options.n, static_cast<int>(sizes.size()));
    return usage_problem({},
                         fmt::format("expects an input of {}, but the previous layer outputs one of {}",
                                     inputs.words({{}, expected}), inputs.words({{}, sizes})),
                         "make them agree, or leave out the size of the input");
  }
  options.n = size;
  return ok();
}

/// Returns the options of a layer on its input. Errors: the options say that it takes another input.
Result<LayerOptions> options_on(const EffectInputs& inputs, LayerOptions options) {
  const MapShape& shape = inputs.shape();
  const auto axes = static_cast<std::size_t>(options.dims.value_or(2));
  if (shape.sizes.empty() || axes != shape.sizes.size()) return wrong_axes(axes, shape, inputs.words(shape));
  if (Status taken = take_channels(inputs, options); !taken) return taken.problems();
  if (Status taken = take_size(inputs, options); !taken) return taken.problems();
  return options;
}

}  // namespace

Result<LayerEffect> effect_of(const WindowLayer& layer, const EffectInputs& inputs) {
  const Result<LayerOptions> options = options_on(inputs, layer.options);
  if (!options) return options.problems();
  const Result<Chain> chain = make_chain(*options);
  if (!chain) return chain.problems();
  LayerEffect effect = along_axes_of(inputs.first(), [&chain](std::size_t axis) {
    return AxisReach::of_windows(chain->front().axes()[axis], chain->front());
  });
  effect.chain = *chain;
  effect.has_channels = options->channels.has_value();
  ChannelCount& channels = effect.output.shape.channels;
  channels = filters_of(layer, *chain, effect.has_channels, channels);
  const bool has_costs = chain->front().is_pooling() || (effect.has_channels && channels.number);
  effect.costs = has_costs ? std::optional(costs_of(*chain)) : std::nullopt;
  return effect;
}

Result<LayerEffect> effect_of(const Unfold& layer, const EffectInputs& inputs) {
  Result<LayerEffect> effect = effect_of(WindowLayer{layer.window}, inputs);
  if (!effect) return effect;
  const std::optional<int> channels = inputs.shape().channels.number;
  double numbers = channels.value_or(1);
  double windows = 1;
  for (const Axis& axis : effect->chain->front().axes()) {
    numbers *= axis.kernel;
    windows *= axis.output;
  }
  const Result<int> length = checked_size(windows, "the row of windows");
  if (!length) return length.problems();
  const Result<int> depth = checked_size(numbers, "a window");
  if (!depth) return depth.problems();
  effect->output.shape = {{channels ? std::optional(*depth) : std::nullopt}, {*length}};
  leave_axes(effect->output);
  effect->chain.reset();
  effect->costs = Costs{};
  return effect;
}

}  // namespace convarith
