#pragma once

#include <memory>

#include "encode/encoder.hpp"

namespace convarith {

/// What the renderer draws from, as data: the maps with their shapes and values, and for each step the output cells and
/// the taps that feed them; of a layer that a 1×1 convolution follows first all steps of the layer, then all of that.
/// `options.walkthrough` must be set. The format is presets/schema/model.schema.json.
std::unique_ptr<Encoder> make_json_encoder(const Film& film, const EncodeOptions& options);

}  // namespace convarith
