#pragma once

#include <optional>
#include <vector>

#include "arithmetic/facts.hpp"
#include "arithmetic/model/model_trace.hpp"

namespace convarith {

/// What the outputs of a layer see of the model's input along one of its axes.
struct SeenAlong {
  /// The field as if inputs went on for ever, over the path on which it is largest; see ReceptiveField. In and behind a
  /// layer whose windows depend on the length of its input it is what is seen of the input there is.
  ReceptiveField field;
  /// The most cells of the input that any output depends on, which the input's borders limit. Unset if the map is too
  /// large to look at every output.
  std::optional<long long> existing_cells;
  bool depends_on_path = false;  ///< whether branches before it see different fields
};

/// Returns what each layer of a model sees, for each axis of the model's first input (the outermost first).
std::vector<std::vector<SeenAlong>> receptive_fields(const ModelTrace& trace);

/// Returns what each output of each layer sees of the input there is, from the first cell to the last, along one axis
/// of the model's input. An output that sees only padding has nothing; a layer's list is empty if its map is too large.
std::vector<std::vector<std::optional<CellStretch>>> existing_fields(const ModelTrace& trace, std::size_t axis);

}  // namespace convarith
