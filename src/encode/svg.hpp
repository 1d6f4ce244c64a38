#pragma once

#include <memory>

#include "encode/encoder.hpp"

namespace convarith {

/// All steps as one SVG document that style sheets make move.
std::unique_ptr<Encoder> make_svg_encoder(const Film& film, const EncodeOptions& options);

/// A document for each step.
std::unique_ptr<Encoder> make_svg_steps_encoder(const Film& film, const EncodeOptions& options);

}  // namespace convarith
