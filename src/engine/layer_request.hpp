#pragma once

#include <string>

#include "config/preset.hpp"
#include "convarith/result.hpp"

namespace convarith {

/// The layer that a text says (--layer), on the input that the text or the flags say, with all else that flags say.
/// `place` stands for the text in messages.
/// Errors: what read_layer_text() refuses; flags that say something else of the layer than its input's size and, where
/// the text does not, its channels.
Result<SourcedRequest> request_of_text(const std::string& text, const std::string& place,
                                       const SourcedRequest& flags = {});

/// Whether flags can stand beside a layer that is given as text.
Status check_beside_text(const SourcedRequest& flags);

}  // namespace convarith
