#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "arithmetic/layer_values.hpp"
#include "config/framework.hpp"
#include "convarith/layer.hpp"
#include "convarith/result.hpp"

namespace convarith {

/// Reads a layer as it stands in a program with PyTorch or Keras, `nn.Conv2d(16, 33, 3, stride=2)`, or as PyTorch
/// prints it. Set is what the text says, and what is the framework's default but not ours. What says nothing of the
/// geometry (names, initializers, devices) may have any value. Errors: what the framework refuses too, all at once;
/// each shows the text with a caret.
Result<LayerOptions> parse_layer_text(std::string_view text);

/// A layer and the words that it was given in.
struct LayerText {
  LayerOptions options;
  Framework framework = Framework::pytorch;
  std::map<std::string, std::string, std::less<>> words;  ///< what its parameters are called, by JSON key
  std::vector<std::string> remarks;                       ///< how it was read where it may mean something else
};

/// The same, and what more there is to know. Of a Keras layer with input_shape it also says the input's size and
/// channels.
Result<LayerText> read_layer_text(std::string_view text);

}  // namespace convarith
