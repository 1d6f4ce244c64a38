#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "arithmetic/model/layer_effect.hpp"
#include "convarith/model.hpp"
#include "convarith/result.hpp"

namespace convarith {

/// What the user says of a model beside the model itself.
struct TraceOptions {
  std::optional<PerAxis> n = {};     ///< size of the model's input, in cells
  std::optional<int> channels = {};  ///< channels of the model's input, where the model does not say
  bool assume_same = false;          ///< whether unknown layers keep the shape of their input
};

/// A layer of a model with its input and output.
struct TracedLayer {
  std::size_t layer = 0;     ///< index in Model::layers
  std::vector<int> sources;  ///< indices in ModelTrace::layers; -1 - i for input i of the model
  LayerEffect effect;
};

/// Where the layers of a model stop to fit.
struct TraceStop {
  std::size_t layer = 0;  ///< index in Model::layers
  Problems problems;      ///< `where` is empty, or the name of a member of LayerOptions
};

/// The layers of a model, each with the shape that comes in and goes out.
struct ModelTrace {
  std::vector<TracedMap> inputs;  ///< of the model
  std::vector<TracedLayer> layers;
  std::optional<TraceStop> stop = {};  ///< set if not all layers fit; `layers` are those before it

  /// Returns the map of an entry of TracedLayer::sources.
  const TracedMap& map_of(int source) const;
};

/// Follows the shapes through a model.
/// Errors: `where` is "n" or "channels": the size of the input is not known, or contradicts the model.
Result<ModelTrace> trace_model(const Model& model, const TraceOptions& options);

/// Returns the side of a square input with which the whole model fits or, failing that, all layers up to the one that
/// stopped it. Returns nothing if there is none of at most 1,024 cells.
std::optional<int> size_that_fits(const Model& model, const TraceOptions& options, std::size_t layer);

}  // namespace convarith
