#pragma once

#include <memory>

#include "encode/encoder.hpp"

namespace convarith {

/// A page of its own that plays the steps and answers pointers. `options.chain` must be set.
std::unique_ptr<Encoder> make_html_encoder(const Film& film, const EncodeOptions& options);

}  // namespace convarith
