// Layers with several inputs.

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "arithmetic/model/action_effects.hpp"
#include "arithmetic/model/effect_parts.hpp"

namespace convarith {
namespace {

/// Returns the problem that the shapes of a layer's inputs, which it would have `joined`, do not fit.
Problem misfit_of(const EffectInputs& inputs, std::string_view joined, const std::string& hint) {
  std::vector<std::string> shapes;
  for (const TracedMap* input : inputs.maps) shapes.push_back(inputs.words(input->shape));
  return usage_problem(
      {}, fmt::format("{} can't be {}, because their sizes differ", fmt::join(shapes, " and "), joined), hint);
}

/// Sets the lengths of a map whose shape has changed.
void settle_lengths(TracedMap& map) {
  for (std::size_t axis = 0; axis < map.places.size(); ++axis) {
    if (map.places[axis] >= 0) map.lengths[axis] = map.shape.sizes[static_cast<std::size_t>(map.places[axis])];
  }
}

std::vector<AxisReach> reaches_between(const TracedMap& input, const TracedMap& output) {
  std::vector<AxisReach> reaches;
  for (std::size_t axis = 0; axis < input.lengths.size(); ++axis) {
    const int from = input.lengths[axis];
    const int to = output.lengths[axis];
    reaches.push_back(from == to ? AxisReach::of_same(from) : AxisReach::of_all(from, to));
  }
  return reaches;
}

/// Makes two numbers agree, of which a one counts for any number. Returns whether they do.
bool agree(int& number, int other) {
  if (number == 1) number = other;
  return other == number || other == 1;
}

/// Makes a shape hold another one, cell by cell. Returns whether they fit.
bool spread_over(MapShape& shape, const MapShape& other) {
  if (!other.sizes.empty() && other.sizes.size() != shape.sizes.size()) return false;
  if (!shape.channels.number) shape.channels = other.channels;
  const bool are_known = shape.channels.number && other.channels.number;
  if (are_known && !agree(*shape.channels.number, *other.channels.number)) return false;
  for (std::size_t i = 0; i < other.sizes.size(); ++i) {
    if (!agree(shape.sizes[i], other.sizes[i])) return false;
  }
  return true;
}

Result<LayerEffect> cell_by_cell(const EffectInputs& inputs, std::string_view joined) {
  const auto has_fewer_axes = [](const TracedMap* a, const TracedMap* b) {
    return a->shape.sizes.size() < b->shape.sizes.size();
  };
  LayerEffect effect = keep_shape(**std::max_element(inputs.maps.begin(), inputs.maps.end(), has_fewer_axes));
  for (const TracedMap* input : inputs.maps) {
    if (spread_over(effect.output.shape, input->shape)) continue;
    return misfit_of(inputs, joined, "make the branches give the same shape");
  }
  settle_lengths(effect.output);
  effect.reaches.clear();
  for (const TracedMap* input : inputs.maps) effect.reaches.push_back(reaches_between(*input, effect.output));
  return effect;
}

ChannelCount sum_of(const ChannelCount& a, const ChannelCount& b) {
  if (a.number && b.number) return {*a.number + *b.number};
  return {std::nullopt, count_words(a) + " + " + count_words(b)};
}

/// Adds a shape behind another one along axis `along` (0: channels). Returns whether they fit.
bool append(MapShape& shape, const MapShape& other, std::size_t along) {
  if (other.sizes.size() != shape.sizes.size()) return false;
  for (std::size_t i = 0; i < other.sizes.size(); ++i) {
    if (i + 1 == along) {
      shape.sizes[i] += other.sizes[i];
    } else if (other.sizes[i] != shape.sizes[i]) {
      return false;
    }
  }
  if (along == 0) shape.channels = sum_of(shape.channels, other.channels);
  return true;
}

/// Returns how the output depends on each input, where inputs follow each other along axis `along` (0: channels).
std::vector<std::vector<AxisReach>> reaches_of_pieces(const EffectInputs& inputs, const TracedMap& output,
                                                      std::size_t along) {
  std::vector<std::vector<AxisReach>> reaches;
  int before = 0;
  for (const TracedMap* input : inputs.maps) {
    reaches.push_back(reaches_between(*input, output));
    if (along == 0) continue;
    const int length = input->shape.sizes[along - 1];
    for (std::size_t axis = 0; axis < output.places.size(); ++axis) {
      if (output.places[axis] + 1 != static_cast<int>(along)) continue;
      reaches.back()[axis] = AxisReach::of_border(length, {before, output.lengths[axis] - before - length});
    }
    before += length;
  }
  return reaches;
}

Result<LayerEffect> concatenated(const EffectInputs& inputs, std::size_t along) {
  LayerEffect effect = keep_shape(inputs.first());
  MapShape& shape = effect.output.shape;
  if (along > shape.sizes.size()) {
    return usage_problem({}, fmt::format("joins along axis {}, but the input has {} axes", along, shape.sizes.size()));
  }
  for (const TracedMap* input : inputs.maps.subspan(1)) {
    if (append(shape, input->shape, along)) continue;
    return misfit_of(inputs, "joined", "make the branches give the same size");
  }
  settle_lengths(effect.output);
  effect.reaches = reaches_of_pieces(inputs, effect.output, along);
  return effect;
}

}  // namespace

Result<LayerEffect> effect_of(const Join& layer, const EffectInputs& inputs) {
  switch (layer.kind) {
    case Join::Kind::concatenation:
      return concatenated(inputs, static_cast<std::size_t>(layer.axis));
    case Join::Kind::sum:
      return cell_by_cell(inputs, "added");
    case Join::Kind::product:
      break;
  }
  return cell_by_cell(inputs, "multiplied");
}

}  // namespace convarith
