#pragma once

#include <memory>

#include "encode/encoder.hpp"

namespace convarith {

/// One animated PNG (APNG, as the third edition of the PNG specification has it): programs that know nothing of
/// animation show its first step.
std::unique_ptr<Encoder> make_apng_encoder(const Film& film, const EncodeOptions& options);

}  // namespace convarith
