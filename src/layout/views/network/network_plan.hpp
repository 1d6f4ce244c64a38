#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "layout/views/network/network_units.hpp"

namespace convarith {

/// A block of a figure: a layer, or layers that are drawn as one.
struct NetworkBlock {
  NetworkKind kind = NetworkKind::other;
  std::string name;                       ///< its name, as far as `bracket` does not say it
  std::string bracket;                    ///< the block of the model that it shares with a block beside it, or empty
  MapShape shape;                         ///< of the output
  std::optional<Join::Kind> join = {};    ///< set for a join that is drawn on its own
  int layers = 1;                         ///< layers that are drawn as one, without joins
  int repeats = 1;                        ///< how often it follows itself
  std::vector<std::size_t> sources = {};  ///< earlier blocks
  std::vector<std::size_t> members = {};  ///< all layers in it and in its repeats, as indices in ModelTrace::layers

  /// Returns the names of the blocks of the model that it is in, and its own.
  std::string whole_name() const;
};

struct NetworkPlan {
  std::vector<NetworkBlock> blocks;
  bool has_all_layers = true;  ///< whether no activation, normalization or the like is left out
};

/// Returns the blocks that are drawn of a model. Layers are drawn as one that are in the same block of the model, by
/// the first `depth` names; as many names count by default as let the figure be read. Blocks that follow blocks of the
/// same structure and shape are folded.
NetworkPlan plan_network(const TracedModel& model, std::optional<int> depth = {});

}  // namespace convarith
