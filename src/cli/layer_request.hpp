#pragma once

#include <string>

#include "convarith/result.hpp"
#include "preset.hpp"

namespace convarith {

/// The layer that a text says (--layer), which gives no input size. `place` stands for the text in messages.
/// Errors: what parse_layer_text() refuses.
Result<SourcedRequest> request_of_text(const std::string& text, const std::string& place);

/// Errors: flags that would say something else of a layer that is given as text; of it they may only say the input's
/// size.
Status check_beside_text(const SourcedRequest& flags);

}  // namespace convarith
