#pragma once

#include <memory>

#include "encode/encoder.hpp"

namespace convarith {

/// Writes what the renderer draws from as data: the maps with their shapes and values, and for each step the output
/// cells and the taps that feed them. If a 1×1 convolution follows a layer, all steps of the layer come before all
/// steps of the convolution. `options.chain` must be set. If `options.model` is set too, the document is that of the
/// model (make_model_json_encoder). The format is presets/schema/model.schema.json.
std::unique_ptr<Encoder> make_json_encoder(const Film& film, const EncodeOptions& options);

}  // namespace convarith
