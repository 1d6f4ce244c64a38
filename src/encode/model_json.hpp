#pragma once

#include <memory>

#include "encode/encoder.hpp"

namespace convarith {

/// Writes a model as data: its inputs and layers, and for each step of the film what the current output sees, or which
/// layers light up. `options.model` must be set. The format is presets/schema/model.schema.json.
std::unique_ptr<Encoder> make_model_json_encoder(const Film& film, const EncodeOptions& options);

}  // namespace convarith
