#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "arithmetic/axis_reach.hpp"
#include "arithmetic/chain.hpp"
#include "arithmetic/facts.hpp"
#include "convarith/model.hpp"
#include "convarith/result.hpp"

namespace convarith {

/// The output of a layer, with what is known of the places of its cells in the model's input. Lists have an item for
/// each spatial axis of the model's input.
struct TracedMap {
  MapShape shape;
  std::vector<int> places;   ///< the axis of `shape` that runs along the input's axis; -1: none does, as in features
  std::vector<int> lengths;  ///< cells along the input's axis; features keep those of the map that was flattened
  std::optional<MapShape> flattened = {};  ///< for features the map that was flattened, for messages
};

/// What a layer makes of its inputs.
struct LayerEffect {
  TracedMap output;
  /// How the output's cells depend on those of each input, along each axis of the model's input.
  std::vector<std::vector<AxisReach>> reaches;
  std::optional<Chain> chain = {};  ///< the operations of a convolution or pooling
  bool has_channels = true;         ///< whether the number of input channels is known; if not, `chain` has the least
  std::optional<Costs> costs = Costs{};  ///< unset if they follow from unknown channels
};

/// Returns what a layer makes of its inputs, of which there must be at least one. `framework` tells how the layer is
/// written.
/// Errors: the layer does not take such inputs; `where` is empty, or a member of LayerOptions; the layer is unknown.
Result<LayerEffect> effect_of(const LayerAction& action, std::span<const TracedMap* const> inputs, Framework framework);

/// Returns the effect of a layer that keeps the shape of its first input.
LayerEffect keep_shape(const TracedMap& input);

/// Returns "16 x 4 x 4", "400 features", "ngf * 8 x 4 x 4", or "? x 4 x 4" for unknown channels. Keras has the channels
/// last.
std::string shape_words(const MapShape& shape, Framework framework);

}  // namespace convarith
