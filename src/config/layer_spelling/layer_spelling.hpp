#pragma once

#include <optional>
#include <string>
#include <vector>

#include "arithmetic/chain.hpp"
#include "convarith/model.hpp"
#include "convarith/result.hpp"

namespace convarith {

/// Spells a chain as a layer of a framework that computes the same for an input of this size: a constructor call, or an
/// ONNX node as text. Several layers in a row become an nn.Sequential, a Keras SeparableConv if one fits, or ONNX nodes
/// separated by commas. The text has only the arguments that differ from the framework's defaults, but an ONNX node has
/// all of its geometry. parse_layer_text reads what this writes for PyTorch and Keras, except for nn.Sequential.
/// Errors: the framework has no such layer; the hint, if any, does the same in several steps.
Result<std::string> spell_layer(const Chain& chain, Framework framework);

/// A layer, and how it was given.
struct GivenLayer {
  Chain chain;                              ///< the layer's operations, one after the other
  std::optional<Framework> framework = {};  ///< the framework whose words it was given in; unset for flags or a preset
  /// False if the number of input channels was not given. The chain then has the least number that is possible.
  bool has_channels = true;
  bool has_output_channels = true;        ///< false if they follow from unknown input channels
  std::vector<std::string> remarks = {};  ///< how an ambiguous text was read, and other remarks
};

/// Returns the problem that a layer can't be spelled because its number of channels is not known.
Problem unknown_channels();

/// Spells a layer as above, even if its number of channels is unknown. PyTorch has lazy layers for that case.
/// Errors: as above; the channels of a depthwise layer are unknown, and the framework is not Keras.
Result<std::string> spell_given_layer(const GivenLayer& layer, Framework framework);

}  // namespace convarith
