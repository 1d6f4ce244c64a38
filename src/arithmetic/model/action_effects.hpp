#pragma once

#include <span>
#include <string>

#include "arithmetic/model/layer_effect.hpp"
#include "convarith/model.hpp"
#include "convarith/result.hpp"

namespace convarith {

/// What comes into a layer, and in whose words the layer is written.
struct EffectInputs {
  std::span<const TracedMap* const> maps;  ///< at least one
  Framework framework = Framework::pytorch;

  const TracedMap& first() const { return *maps.front(); }
  const MapShape& shape() const { return first().shape; }
  /// Returns the words for a shape in messages.
  std::string words(const MapShape& shape) const { return shape_words(shape, framework); }
};

// What each action makes of its inputs; see effect_of() in layer_effect.hpp.

// layer_effect.cpp
Result<LayerEffect> effect_of(const ShapeKeeper& layer, const EffectInputs& inputs);
Result<LayerEffect> effect_of(const UnknownLayer& layer, const EffectInputs& inputs);

// window_effects.cpp
Result<LayerEffect> effect_of(const WindowLayer& layer, const EffectInputs& inputs);
Result<LayerEffect> effect_of(const Unfold& layer, const EffectInputs& inputs);

// linear_effects.cpp
Result<LayerEffect> effect_of(const Linear& layer, const EffectInputs& inputs);

// join_effects.cpp
Result<LayerEffect> effect_of(const Join& layer, const EffectInputs& inputs);

// resized_effects.cpp
Result<LayerEffect> effect_of(const Upsampling& layer, const EffectInputs& inputs);
Result<LayerEffect> effect_of(const PixelShuffle& layer, const EffectInputs& inputs);
Result<LayerEffect> effect_of(const Border& layer, const EffectInputs& inputs);

// rearranged_effects.cpp
Result<LayerEffect> effect_of(const Flatten& layer, const EffectInputs& inputs);
Result<LayerEffect> effect_of(const Reshape& layer, const EffectInputs& inputs);
Result<LayerEffect> effect_of(const Transposition& layer, const EffectInputs& inputs);
Result<LayerEffect> effect_of(const Reduction& layer, const EffectInputs& inputs);
Result<LayerEffect> effect_of(const ChannelSlice& layer, const EffectInputs& inputs);

}  // namespace convarith
