#include "arithmetic/model/layer_effect.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <variant>

#include "arithmetic/model/action_effects.hpp"
#include "arithmetic/model/effect_parts.hpp"

namespace convarith {

LayerEffect keep_shape(const TracedMap& input) {
  std::vector<AxisReach> reaches;
  for (const int length : input.lengths) reaches.push_back(AxisReach::of_same(length));
  return {input, {reaches}};
}

Result<LayerEffect> effect_of(const ShapeKeeper& layer, const EffectInputs& inputs) {
  LayerEffect effect = keep_shape(inputs.first());
  const std::optional<int> channels = inputs.shape().channels.number;
  effect.costs->weights = layer.weights;
  if (layer.weights_per_channel != 0 && !channels) {
    effect.costs.reset();
  } else if (layer.weights_per_channel != 0) {
    effect.costs->weights += layer.weights_per_channel * *channels;
  }
  return effect;
}

Result<LayerEffect> effect_of(const UnknownLayer& layer, const EffectInputs& /*inputs*/) {
  constexpr std::string_view same = "add --assume-same if it keeps the shape of its input";
  return usage_problem({}, "is not a known layer",
                       layer.hint.empty() ? std::string(same) : fmt::format("{}; {}", layer.hint, same));
}

Result<LayerEffect> effect_of(const LayerAction& action, std::span<const TracedMap* const> inputs,
                              Framework framework) {
  return std::visit([&](const auto& layer) { return effect_of(layer, EffectInputs{inputs, framework}); }, action);
}

std::string shape_words(const MapShape& shape, Framework framework) {
  const std::string channels = count_words(shape.channels);
  if (shape.sizes.empty()) return fmt::format("{} features", channels);
  std::vector<std::string> parts;
  for (const int size : shape.sizes) parts.push_back(fmt::format("{}", size));
  const bool says_channels = shape.channels != ChannelCount{};
  if (says_channels) parts.insert(framework == Framework::keras ? parts.end() : parts.begin(), channels);
  return fmt::format("{}", fmt::join(parts, " x "));
}

}  // namespace convarith
