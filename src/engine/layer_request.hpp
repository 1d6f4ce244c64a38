#pragma once

#include <string>

#include "config/preset.hpp"
#include "convarith/result.hpp"

namespace convarith {

/// Returns the layer that a text (--layer) describes, on the input that the text or the flags give, with everything
/// else that the flags give. `place` stands for the text in messages.
/// Errors: those of read_layer_text(); flags that give another number of channels than the text.
Result<SourcedRequest> request_of_text(const std::string& text, const std::string& place,
                                       const SourcedRequest& flags = {});

/// Checks that flags beside a layer's text give nothing of the layer but the size of its input and its channels.
Status check_beside_text(const SourcedRequest& flags);

}  // namespace convarith
