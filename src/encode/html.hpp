#pragma once

#include <memory>

#include "encode/encoder.hpp"

namespace convarith {

/// Writes a page that plays the steps and responds to pointers. `options.chain` must be set.
std::unique_ptr<Encoder> make_html_encoder(const Film& film, const EncodeOptions& options);

}  // namespace convarith
