#pragma once

#include <optional>
#include <string>
#include <vector>

#include "arithmetic/chain.hpp"
#include "config/framework.hpp"
#include "convarith/result.hpp"

namespace convarith {

/// The layer of a framework that computes what the figure shows, with its input of this size: a constructor call, or an
/// ONNX node as text. Of several in a row: nn.Sequential, a Keras SeparableConv where there is one, or nodes with
/// commas between them. Said is only what differs from the framework's defaults; an ONNX node says all of its geometry.
/// What PyTorch and Keras spell, parse_layer_text reads, but for nn.Sequential. Errors: the framework has no such
/// layer; the hint, where there is one, does the same in several steps.
Result<std::string> spell_layer(const Chain& chain, Framework framework);

/// A layer, and what is known of how it was given.
struct GivenLayer {
  Chain chain;                              ///< what it does one after the other
  std::optional<Framework> framework = {};  ///< whose words it was given in; none: by flags or a preset
  /// False if nothing says how many channels come in. The chain has as few as there can be.
  bool has_channels = true;
  bool has_output_channels = true;        ///< false if they follow from those
  std::vector<std::string> remarks = {};  ///< on how it was read, where it may mean something else
};

/// Why a layer can't be spelled without them.
Problem unknown_channels();

/// The same of a layer whose channels may be unknown: PyTorch has lazy layers for that.
Result<std::string> spell_given_layer(const GivenLayer& layer, Framework framework);

}  // namespace convarith
