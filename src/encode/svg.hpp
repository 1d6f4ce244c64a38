#pragma once

#include <memory>

#include "encode/encoder.hpp"

namespace convarith {

/// Writes all steps as one SVG document, which style sheets animate.
std::unique_ptr<Encoder> make_svg_encoder(const Film& film, const EncodeOptions& options);

/// Writes a document for each step.
std::unique_ptr<Encoder> make_svg_steps_encoder(const Film& film, const EncodeOptions& options);

}  // namespace convarith
