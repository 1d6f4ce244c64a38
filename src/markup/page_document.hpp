#pragma once

#include <string>

#include "layout/film.hpp"
#include "markup/encode_options.hpp"
#include "markup/timeline.hpp"

namespace convarith {

/// Returns an interactive page of a figure: one HTML document that needs nothing else. The page plays the steps of the
/// timeline, and says of every cell what feeds it and what it feeds. `options.chain` must be set.
std::string page_document(const Film& film, const EncodeOptions& options, const Timeline& timeline);

}  // namespace convarith
