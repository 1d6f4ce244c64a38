#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "arithmetic/layer_values.hpp"
#include "config/layer_text/call_syntax.hpp"
#include "config/layer_text/framework_layers.hpp"
#include "config/layer_text/layer_call.hpp"
#include "convarith/layer.hpp"
#include "convarith/model.hpp"
#include "convarith/result.hpp"

namespace convarith {

/// Reads a layer from the source of a PyTorch or Keras program, such as `nn.Conv2d(16, 33, 3, stride=2)`, or from what
/// PyTorch prints. The result has the options that the text gives, and the framework's defaults where they differ from
/// this program's. Arguments without influence on the geometry (names, initializers, devices) may have any value.
/// Errors: text that the framework would refuse, too; all problems are reported at once, and each shows the text with a
/// caret.
Result<LayerOptions> parse_layer_text(std::string_view text);

/// A layer, and the words in which it was given.
struct LayerText {
  LayerOptions options;
  Framework framework = Framework::pytorch;
  std::map<std::string, std::string, std::less<>> words;  ///< the framework's names of parameters, by JSON key
  std::vector<std::string> remarks;                       ///< how an ambiguous text was read
  std::string channels_words = {};  ///< in a program: the expression for the number of channels, if it is no number
  std::string filters_words = {};   ///< in a program: the expression for the number of filters, if it is no number
};

/// Reads a layer from a call in `text`.
Result<LayerText> read_layer_call(std::string_view text, Call call, const FrameworkLayer& layer,
                                  const LayerReading& reading);

/// Reads a layer as above, and also returns its framework, its words and remarks. For a Keras layer with input_shape,
/// the options include the size and the channels of the input.
Result<LayerText> read_layer_text(std::string_view text);

}  // namespace convarith
