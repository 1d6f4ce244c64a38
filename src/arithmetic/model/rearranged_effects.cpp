// Layers that give the numbers of a map another shape, or take some of its axes or channels away.

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "arithmetic/model/action_effects.hpp"
#include "arithmetic/model/effect_parts.hpp"

namespace convarith {
namespace {

/// Returns the sizes that a layer asks for, with those of its input in place of zeros.
std::vector<double> sizes_asked_for(const std::vector<long long>& asked, const MapShape& input) {
  std::vector<int> before{input.channels.number.value_or(0)};
  before.insert(before.end(), input.sizes.begin(), input.sizes.end());
  std::vector<double> sizes;
  for (std::size_t i = 0; i < asked.size(); ++i) {
    sizes.push_back(asked[i] == 0 && i < before.size() ? before[i] : static_cast<double>(asked[i]));
  }
  return sizes;
}

/// Sets the size that is left open (-1) so that the sizes have room for `numbers`. Returns whether they do.
bool settle_open_size(std::vector<double>& sizes, double numbers) {
  double product = 1;
  for (const double size : sizes) {
    if (size != -1) product *= size;
  }
  const auto open = std::find(sizes.begin(), sizes.end(), -1.0);
  if (open == sizes.end()) return product == numbers;
  if (product > 0) *open = numbers / product;
  return *open == std::floor(*open);
}

/// Returns the sizes of a reshaped map, the channels first. Errors: the numbers don't fit.
Result<std::vector<int>> resolved(const std::vector<long long>& asked, const EffectInputs& inputs) {
  const MapShape& shape = inputs.shape();
  std::vector<double> sizes = sizes_asked_for(asked, shape);
  const std::optional<double> numbers = numbers_of_map(shape);
  if (numbers && !settle_open_size(sizes, *numbers)) {
    return usage_problem({}, fmt::format("{} can't take the shape {}", inputs.words(shape), fmt::join(asked, " x ")));
  }
  std::vector<int> result;
  for (const double size : sizes) {
    const Result<int> checked = checked_size(size, "the new shape");
    if (!checked) return checked.problems();
    result.push_back(*checked);
  }
  return result;
}

/// Returns how many axes at the end are as long after a reshape as before. The first of `after` are the channels.
std::size_t kept_axes(const std::vector<int>& before, const std::vector<int>& after) {
  const std::size_t most = std::min(before.size(), after.size() - 1);
  const auto end = before.rbegin() + static_cast<std::ptrdiff_t>(most);
  return static_cast<std::size_t>(std::mismatch(before.rbegin(), end, after.rbegin()).first - before.rbegin());
}

LayerEffect reshaped(const TracedMap& input, const std::vector<int>& sizes) {
  const std::vector<int>& before = input.shape.sizes;
  const std::size_t kept = kept_axes(before, sizes);
  LayerEffect effect = keep_shape(input);
  MapShape& shape = effect.output.shape;
  shape = {{sizes.front()}, {sizes.begin() + 1, sizes.end()}};
  for (std::size_t axis = 0; axis < input.places.size(); ++axis) {
    int& place = effect.output.places[axis];
    if (place < 0) continue;
    const std::size_t from_end = before.size() - static_cast<std::size_t>(place);
    if (from_end <= kept) {
      place = static_cast<int>(shape.sizes.size() - from_end);
      continue;
    }
    place = -1;
    effect.reaches.front()[axis] = AxisReach::of_all(input.lengths[axis], 1);
    effect.output.lengths[axis] = 1;
  }
  return effect;
}

/// Returns a shape with its axes in another order. Errors: unknown channels would become an axis.
Result<MapShape> reordered(const MapShape& shape, const std::vector<int>& order) {
  const auto from_channels = [](int axis) { return axis == 0; };
  const bool moves_channels = std::any_of(order.begin() + 1, order.end(), from_channels);
  if (moves_channels && !shape.channels.number) {
    return usage_problem({}, "moves channels to another axis, but their number is unknown");
  }
  std::vector<ChannelCount> before{shape.channels};
  for (const int size : shape.sizes) before.push_back({size});
  MapShape result{before[static_cast<std::size_t>(order.front())], {}};
  for (std::size_t i = 1; i < order.size(); ++i) {
    result.sizes.push_back(*before[static_cast<std::size_t>(order[i])].number);
  }
  return result;
}

bool contains(const std::vector<int>& axes, int axis) {
  return std::find(axes.begin(), axes.end(), axis) != axes.end();
}

/// Takes an axis out of a map's shape.
void remove_axis(TracedMap& map, int axis) {
  map.shape.sizes.erase(map.shape.sizes.begin() + axis);
  for (int& place : map.places) {
    if (place == axis) {
      place = -1;
    } else if (place > axis) {
      --place;
    }
  }
}

}  // namespace

Result<LayerEffect> effect_of(const Flatten& /*layer*/, const EffectInputs& inputs) {
  const MapShape& shape = inputs.shape();
  LayerEffect effect = keep_shape(inputs.first());
  if (shape.sizes.empty()) return effect;
  const std::optional<double> features = numbers_of_map(shape);
  if (features && *features > kLargestSize) {
    return usage_problem({}, fmt::format("{} are more features than {}", inputs.words(shape), kLargestSize));
  }
  effect.output.flattened = shape;
  effect.output.shape = {};
  if (features) effect.output.shape.channels.number = static_cast<int>(*features);
  leave_axes(effect.output);
  return effect;
}

Result<LayerEffect> effect_of(const Reshape& layer, const EffectInputs& inputs) {
  const Result<std::vector<int>> sizes = resolved(layer.sizes, inputs);
  if (!sizes) return sizes.problems();
  if (sizes->size() == 1) return effect_of(Flatten{}, inputs);
  return reshaped(inputs.first(), *sizes);
}

Result<LayerEffect> effect_of(const Transposition& layer, const EffectInputs& inputs) {
  const std::size_t axes = inputs.shape().sizes.size() + 1;
  if (layer.order.size() != axes) {
    return usage_problem({}, fmt::format("exchanges {} axes, but the input has {}", layer.order.size(), axes));
  }
  const Result<MapShape> shape = reordered(inputs.shape(), layer.order);
  if (!shape) return shape.problems();
  LayerEffect effect = keep_shape(inputs.first());
  effect.output.shape = *shape;
  for (int& place : effect.output.places) {
    const auto moved = std::find(layer.order.begin(), layer.order.end(), place + 1);
    if (place >= 0) place = static_cast<int>(moved - layer.order.begin()) - 1;
  }
  return effect;
}

Result<LayerEffect> effect_of(const Reduction& layer, const EffectInputs& inputs) {
  const std::vector<int>& sizes = inputs.shape().sizes;
  const auto is_reduced = [&](int axis) { return layer.axes.empty() || contains(layer.axes, axis + 1); };
  LayerEffect effect = along_axes_of(inputs.first(), [&](std::size_t axis) {
    return is_reduced(static_cast<int>(axis)) ? AxisReach::of_all(sizes[axis], 1) : AxisReach::of_same(sizes[axis]);
  });
  if (contains(layer.axes, 0)) effect.output.shape.channels = {1};
  if (layer.keeps_axes) return effect;
  for (int axis = static_cast<int>(sizes.size()) - 1; axis >= 0; --axis) {
    if (is_reduced(axis)) remove_axis(effect.output, axis);
  }
  return effect;
}

Result<LayerEffect> effect_of(const ChannelSlice& layer, const EffectInputs& inputs) {
  const std::optional<int> channels = inputs.shape().channels.number;
  if (channels && layer.first + layer.count > *channels) {
    return usage_problem({}, fmt::format("takes channels {} to {}, but there are {}", layer.first,
                                         layer.first + layer.count - 1, *channels));
  }
  LayerEffect effect = keep_shape(inputs.first());
  effect.output.shape.channels = {layer.count};
  return effect;
}

}  // namespace convarith
