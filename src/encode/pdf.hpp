#pragma once

#include <memory>

#include "encode/encoder.hpp"

namespace convarith {

/// A document for each step.
std::unique_ptr<Encoder> make_pdf_encoder(const Film& film, const EncodeOptions& options);

/// One document with a page for each step.
std::unique_ptr<Encoder> make_pdf_pages_encoder(const Film& film, const EncodeOptions& options);

}  // namespace convarith
