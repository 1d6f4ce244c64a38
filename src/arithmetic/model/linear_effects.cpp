// Fully connected layers.

#include <fmt/core.h>

#include "arithmetic/alt_text_words.hpp"
#include "arithmetic/model/action_effects.hpp"
#include "arithmetic/model/effect_parts.hpp"

namespace convarith {
namespace {

Status check_features(const Linear& layer, const EffectInputs& inputs) {
  const std::optional<int> features = inputs.shape().channels.number;
  if (!layer.in.number || !features || *layer.in.number == *features) return ok();
  const std::optional<MapShape>& flattened = inputs.first().flattened;
  const std::string given = flattened ? fmt::format("{} = {} come in", inputs.words(*flattened), *features)
                                      : fmt::format("the previous layer outputs {}", *features);
  return usage_problem({}, fmt::format("expects {} features, but {}", *layer.in.number, given),
                       inputs.framework == Framework::pytorch ? fmt::format("use in_features={}", *features)
                                                              : fmt::format("make it take {}", *features));
}

/// Returns the costs of a layer that applies `times` times to `in` features.
std::optional<Costs> linear_costs(const Linear& layer, const ChannelCount& in, double times) {
  if (!in.number || !layer.out.number) return std::nullopt;
  const long long products = static_cast<long long>(*in.number) * *layer.out.number;
  Costs costs;
  costs.bias = layer.has_bias ? *layer.out.number : 0;
  costs.weights = products + costs.bias;
  costs.multiplications = static_cast<double>(products) * times;
  return costs;
}

Result<LayerEffect> linear_on_features(const Linear& layer, const EffectInputs& inputs) {
  if (Status taken = check_features(layer, inputs); !taken) return taken.problems();
  LayerEffect effect = see_everything(inputs.first());
  effect.output.shape = {layer.out, {}};
  effect.output.flattened.reset();
  effect.costs = linear_costs(layer, inputs.shape().channels, 1);
  return effect;
}

Result<LayerEffect> linear_on_channels(const Linear& layer, const EffectInputs& inputs) {
  if (Status taken = check_features(layer, inputs); !taken) return taken.problems();
  LayerEffect effect = keep_shape(inputs.first());
  effect.output.shape.channels = layer.out;
  double cells = 1;
  for (const int size : inputs.shape().sizes) cells *= size;
  effect.costs = linear_costs(layer, inputs.shape().channels, cells);
  return effect;
}

Problem misfit_on_last_axis(const Linear& layer, const EffectInputs& inputs) {
  const std::string features = layer.in.number ? counted(*layer.in.number, "feature") : std::string("features");
  return usage_problem(
      {}, fmt::format("expects {}, but the previous layer outputs a map of {}", features, inputs.words(inputs.shape())),
      inputs.framework == Framework::keras ? "add layers.Flatten() before it" : "add nn.Flatten() before it");
}

/// PyTorch's layers on features apply to the last axis of what comes, whatever that is.
Result<LayerEffect> linear_on_last_axis(const Linear& layer, const EffectInputs& inputs) {
  const std::vector<int>& sizes = inputs.shape().sizes;
  const int last = sizes.back();
  if (layer.in.number != last || !layer.out.number) return misfit_on_last_axis(layer, inputs);
  LayerEffect effect = along_axes_of(inputs.first(), [&](std::size_t axis) {
    return axis + 1 == sizes.size() ? AxisReach::of_all(last, *layer.out.number) : AxisReach::of_same(sizes[axis]);
  });
  const std::optional<double> numbers = numbers_of_map(inputs.shape());
  effect.costs = numbers ? linear_costs(layer, {last}, *numbers / last) : std::nullopt;
  return effect;
}

}  // namespace

Result<LayerEffect> effect_of(const Linear& layer, const EffectInputs& inputs) {
  if (inputs.shape().sizes.empty()) return linear_on_features(layer, inputs);
  const bool is_on_channels = layer.is_per_cell && !layer.is_on_last_axis;
  return is_on_channels ? linear_on_channels(layer, inputs) : linear_on_last_axis(layer, inputs);
}

}  // namespace convarith
