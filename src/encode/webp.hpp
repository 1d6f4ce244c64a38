#pragma once

#include <memory>

#include "encode/encoder.hpp"

namespace convarith {

/// One animation without loss.
std::unique_ptr<Encoder> make_webp_encoder(const Film& film, const EncodeOptions& options);

}  // namespace convarith
