#pragma once

#include <memory>

#include "encode/encoder.hpp"

namespace convarith {

/// Writes one animated PNG (APNG, as defined by the third edition of the PNG specification). Programs that do not
/// support animation show its first step.
std::unique_ptr<Encoder> make_apng_encoder(const Film& film, const EncodeOptions& options);

}  // namespace convarith
