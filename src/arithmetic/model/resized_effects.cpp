// Layers that make a map larger or smaller, but for windows.

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "arithmetic/model/action_effects.hpp"
#include "arithmetic/model/effect_parts.hpp"

namespace convarith {
namespace {

/// Checks that `given` numbers are one for all axes of a map, or one for each.
Status check_axes(std::size_t given, const MapShape& shape) {
  const std::size_t axes = shape.sizes.size();
  if (axes > 0 && (given == 1 || given == axes)) return ok();
  return wrong_axes(given, shape, "features");
}

/// Returns what is given for one axis, where there is one item for all axes, or one for each.
template <class Item>
const Item& item_of(const std::vector<Item>& items, std::size_t axis) {
  return items[items.size() == 1 ? 0 : axis];
}

Result<std::vector<int>> enlarged_sizes(const Upsampling& layer, const std::vector<int>& sizes) {
  std::vector<int> lengths;
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    const double length = layer.sizes.empty() ? std::floor(sizes[i] * item_of(layer.factors, i))
                                              : static_cast<double>(item_of(layer.sizes, i));
    const Result<int> checked = checked_size(length, "the enlarged map");
    if (!checked) return checked.problems();
    lengths.push_back(*checked);
  }
  return lengths;
}

Result<LayerEffect> shuffled(int factor, const EffectInputs& inputs) {
  const std::vector<int>& sizes = inputs.shape().sizes;
  std::optional<int> channels = inputs.shape().channels.number;
  const int group = factor * factor;
  if (channels && *channels % group != 0) {
    return usage_problem(
        {}, fmt::format("divides the channels by {}², but the previous layer outputs {}", factor, *channels));
  }
  if (channels) *channels /= group;
  for (const int size : sizes) {
    const Result<int> checked = checked_size(static_cast<double>(size) * factor, "the map");
    if (!checked) return checked.problems();
  }
  LayerEffect effect = along_axes_of(
      inputs.first(), [&](std::size_t axis) { return AxisReach::of_repetition(sizes[axis], sizes[axis] * factor); });
  effect.output.shape.channels = {channels};
  return effect;
}

Result<LayerEffect> unshuffled(int factor, const EffectInputs& inputs) {
  const MapShape& shape = inputs.shape();
  const bool is_divisible =
      std::all_of(shape.sizes.begin(), shape.sizes.end(), [factor](int size) { return size % factor == 0; });
  if (!is_divisible) {
    return usage_problem(
        {}, fmt::format("divides the size by {}, but the previous layer outputs {}", factor, inputs.words(shape)));
  }
  LayerEffect effect = along_axes_of(inputs.first(), [&](std::size_t axis) {
    Axis window;
    window.input = shape.sizes[axis];
    window.kernel = window.stride = factor;
    window.output = window.input / factor;
    return AxisReach::of_windows(window, Operation{});
  });
  if (shape.channels.number) effect.output.shape.channels = {*shape.channels.number * factor * factor};
  return effect;
}

}  // namespace

Result<LayerEffect> effect_of(const Upsampling& layer, const EffectInputs& inputs) {
  const MapShape& shape = inputs.shape();
  const std::size_t given = std::max(layer.factors.size(), layer.sizes.size());
  if (Status checked = check_axes(given, shape); !checked) return checked.problems();
  const Result<std::vector<int>> lengths = enlarged_sizes(layer, shape.sizes);
  if (!lengths) return lengths.problems();
  return along_axes_of(inputs.first(), [&](std::size_t axis) {
    return layer.interpolates ? AxisReach::of_interpolation(shape.sizes[axis], (*lengths)[axis])
                              : AxisReach::of_repetition(shape.sizes[axis], (*lengths)[axis]);
  });
}

Result<LayerEffect> effect_of(const PixelShuffle& layer, const EffectInputs& inputs) {
  return layer.is_inverse ? unshuffled(layer.factor, inputs) : shuffled(layer.factor, inputs);
}

Result<LayerEffect> effect_of(const Border& layer, const EffectInputs& inputs) {
  const std::vector<int>& sizes = inputs.shape().sizes;
  if (Status checked = check_axes(layer.sides.size(), inputs.shape()); !checked) return checked.problems();
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    const Sides& sides = item_of(layer.sides, i);
    const double length = static_cast<double>(sizes[i]) + sides.before + sides.after;
    if (const Result<int> checked = checked_size(length, "the map"); !checked) return checked.problems();
  }
  return along_axes_of(inputs.first(),
                       [&](std::size_t axis) { return AxisReach::of_border(sizes[axis], item_of(layer.sides, axis)); });
}

}  // namespace convarith
