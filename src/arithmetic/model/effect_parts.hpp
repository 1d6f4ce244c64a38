#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "arithmetic/model/layer_effect.hpp"
#include "convarith/model.hpp"
#include "convarith/result.hpp"

namespace convarith {

// What the effects of several actions have in common.

/// Returns "16", "ngf * 8", or "?" for unknown channels.
std::string count_words(const ChannelCount& count);

/// Returns the product of a map's channels and cells, or nothing if the channels are unknown.
std::optional<double> numbers_of_map(const MapShape& shape);

/// Returns a size that was worked out. Errors: it is too large, or nothing is left.
Result<int> checked_size(double size, const std::string& what);

/// Returns the problem that a layer takes maps with `axes` axes but is given `shape`. `features` are the words for a
/// shape that has no axes.
Problem wrong_axes(std::size_t axes, const MapShape& shape, const std::string& features);

/// Takes the axes of a map out of those of the model's input.
void leave_axes(TracedMap& map);

/// Returns the effect of a layer that turns all cells of a map into one along each axis.
LayerEffect see_everything(const TracedMap& input);

/// Returns the effect of a layer for which `reach_along(axis)` tells how it depends on the map's axis `axis`, counted
/// from 0. The shape of the output is set from the lengths that result.
template <class ReachAlong>
LayerEffect along_axes_of(const TracedMap& input, const ReachAlong& reach_along) {
  LayerEffect effect = keep_shape(input);
  for (std::size_t i = 0; i < input.shape.sizes.size(); ++i) {
    const AxisReach reach = reach_along(i);
    effect.output.shape.sizes[i] = reach.output();
    for (std::size_t axis = 0; axis < input.places.size(); ++axis) {
      if (input.places[axis] != static_cast<int>(i)) continue;
      effect.output.lengths[axis] = reach.output();
      effect.reaches.front()[axis] = reach;
    }
  }
  return effect;
}

}  // namespace convarith
