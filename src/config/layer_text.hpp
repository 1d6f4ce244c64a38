#pragma once

#include <string_view>

#include "convarith/layer.hpp"
#include "convarith/result.hpp"

namespace convarith {

/// Reads a layer as it stands in a program with PyTorch or Keras, `nn.Conv2d(16, 33, 3, stride=2)`, or as PyTorch
/// prints it. Set is what the text says, and what is the framework's default but not ours. What says nothing of the
/// geometry (names, initializers, devices) may have any value. Errors: what the framework refuses too, all at once;
/// each shows the text with a caret.
Result<LayerOptions> parse_layer_text(std::string_view text);

}  // namespace convarith
