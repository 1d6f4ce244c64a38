#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "convarith/model.hpp"
#include "convarith/result.hpp"

namespace convarith {

/// A layer of Keras and what it gets.
struct KerasLayerView {
  const std::string& type;
  const nlohmann::json& config;
  std::optional<int> rank = {};    ///< the number of axes of its input without the batch, if known
  bool is_channels_first = false;  ///< whether the channels are the first axis of maps in this model, not the last
};

/// What a layer does, and how many axes its result has.
struct KerasMeaning {
  LayerAction action;
  std::optional<int> rank = {};
};

/// Returns what a layer of Keras does.
/// Errors: it has arguments that Keras would refuse; `where` is empty.
Result<KerasMeaning> keras_meaning(const KerasLayerView& layer);

/// Reads a shape of a file, without the batch: a list of whole numbers and nulls. Nothing if the file has no such list.
std::optional<std::vector<std::optional<int>>> keras_shape(const nlohmann::json* list, bool has_batch);

/// Makes a shape of a map. Nothing if the size of an axis is unknown.
std::optional<MapShape> keras_map_shape(const std::vector<std::optional<int>>& sizes, bool is_channels_first);

}  // namespace convarith
