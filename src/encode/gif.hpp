#pragma once

#include <memory>

#include "encode/encoder.hpp"

namespace convarith {

std::unique_ptr<Encoder> make_gif_encoder(const Film& film, const EncodeOptions& options);

}  // namespace convarith
