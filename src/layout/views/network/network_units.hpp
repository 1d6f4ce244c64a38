#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "arithmetic/model/traced_model.hpp"

namespace convarith {

/// What a block of a network does, as its colour tells.
enum class NetworkKind {
  input,
  convolution,
  pooling,
  upsampling,
  linear,
  several,  ///< a block of layers of several kinds
  other,
  join,
};

/// A layer that is drawn, or an input of the model. Layers that keep the shape of their input, such as activations,
/// belong to the layer before them.
struct NetworkUnit {
  NetworkKind kind = NetworkKind::other;
  const LayerAction* action = nullptr;    ///< null for inputs
  std::vector<std::string> path;          ///< the names of the blocks that it is in, the outermost first, and its own
  std::string word;                       ///< what such a layer is called: "conv"
  MapShape shape;                         ///< of its output
  std::vector<std::size_t> sources = {};  ///< earlier units
  std::vector<std::size_t> layers = {};   ///< indices in ModelTrace::layers of its layer and of those that belong to it
};

struct NetworkUnits {
  std::vector<NetworkUnit> units;  ///< in an order in which each comes after its sources
  bool are_all = true;             ///< whether no layer is left out
};

/// Returns the layers of a model that are drawn, and the inputs that they use.
NetworkUnits units_of(const TracedModel& model);

}  // namespace convarith
