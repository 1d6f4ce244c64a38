#pragma once

#include <cstddef>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "convarith/result.hpp"

namespace convarith {

/// What a layer made when it was called: a layer of Keras may be called several times.
struct KerasTensor {
  std::string layer;
  int call = 0;    ///< counted from 0
  int output = 0;  ///< which of several outputs

  bool operator==(const KerasTensor&) const = default;
};

/// A layer of a Keras model, which may be a model itself.
struct KerasLayer {
  std::string type;                                  ///< "Conv2D"
  std::string name;                                  ///< "conv2d_1"
  const nlohmann::json* config;                      ///< its arguments
  const nlohmann::json* source;                      ///< all that the file says of it
  std::vector<std::vector<KerasTensor>> calls = {};  ///< what it was called with
};

struct KerasGraph {
  bool is_sequential = false;  ///< layers one after the other, without calls
  std::vector<KerasLayer> layers = {};
  std::vector<KerasTensor> inputs = {};
  std::vector<KerasTensor> outputs = {};
};

struct KerasCall {
  std::size_t layer = 0;
  std::size_t call = 0;
};

/// The largest number of layers that a model may have.
inline constexpr std::size_t kMostKerasLayers = 65536;

/// Returns a member of an object, or null if there is none.
const nlohmann::json* keras_member(const nlohmann::json& object, std::string_view key);

/// Whether a layer of this type is a model.
bool is_keras_model(const std::string& type);

/// Reads what the file says of a model. The result refers to `model`.
/// Errors: it has no list of layers, or layers without a type; `where` is empty.
Result<KerasGraph> keras_graph(const nlohmann::json& model);

/// Returns the calls of all layers, each after those whose results it takes, otherwise in the order of the file.
/// Errors: a layer takes what no layer makes, or layers take what they make themselves; `where` is empty.
Result<std::vector<KerasCall>> ordered_calls(const KerasGraph& graph);

}  // namespace convarith
