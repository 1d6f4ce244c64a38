#pragma once

#include <memory>

#include "encode/encoder.hpp"

namespace convarith {

/// Writes a document for each step.
std::unique_ptr<Encoder> make_pdf_encoder(const Film& film, const EncodeOptions& options);

/// Writes one document with a page for each step.
std::unique_ptr<Encoder> make_pdf_pages_encoder(const Film& film, const EncodeOptions& options);

}  // namespace convarith
