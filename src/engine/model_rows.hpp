#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "arithmetic/model/traced_model.hpp"
#include "config/layer_spelling/layer_spelling.hpp"

namespace convarith {

/// A row of the table of a model: a layer, or the layers of a block.
struct ModelRow {
  std::string name;
  std::string type;   ///< "Conv2d", or "7 layers" for a block
  std::string words;  ///< the layer in short: "Conv2d 7 x 7, s 2, p 3"
  std::string call;   ///< the layer as it was written, or its type
  MapShape input;
  MapShape output;
  std::optional<GivenLayer> window = {};  ///< a convolution or pooling, for its spelling
  std::vector<SeenAlong> seen;            ///< along each axis of the model's input
  std::optional<Costs> costs;             ///< unset if they follow from unknown channels
  std::size_t layers = 1;                 ///< how many layers the row stands for

  /// Whether the row's window can be spelled: its filters are known, or follow from its input.
  bool is_spelled() const { return window && (window->has_output_channels || window->chain.front().is_pooling()); }
};

/// Returns the rows of a model. Layers whose names have more than `depth` parts are folded into one row for each block.
std::vector<ModelRow> rows_of_model(const TracedModel& model, std::optional<int> depth = {});

/// Returns the summed costs of all rows, as far as they are known.
Costs total_costs(const std::vector<ModelRow>& rows);

/// Whether the costs of all rows are known.
bool has_all_costs(const std::vector<ModelRow>& rows);

}  // namespace convarith
