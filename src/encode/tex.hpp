#pragma once

#include <memory>

#include "encode/encoder.hpp"

namespace convarith {

/// Writes LaTeX source with a page for each step, drawn with TikZ, to be edited and compiled with pdflatex.
std::unique_ptr<Encoder> make_tex_encoder(const Film& film, const EncodeOptions& options);

}  // namespace convarith
