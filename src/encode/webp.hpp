#pragma once

#include <memory>

#include "encode/encoder.hpp"

namespace convarith {

/// Writes one lossless animation.
std::unique_ptr<Encoder> make_webp_encoder(const Film& film, const EncodeOptions& options);

}  // namespace convarith
