#include "config/models/keras_graph.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <functional>
#include <map>
#include <queue>
#include <string_view>
#include <utility>

#include "config/shortened.hpp"

namespace convarith {
namespace {

using nlohmann::json;

std::string keras_text(const json* value) {
  return value != nullptr && value->is_string() ? value->get<std::string>() : std::string();
}

bool is_index(const json& value) {
  return value.is_number_integer() && value >= 0 && value <= static_cast<int>(kMostKerasLayers);
}

/// A model counts how it was built as its first call, where programs don't count anew. Returns by how much the calls
/// that others speak of are ahead of those that the file lists.
std::map<std::string_view, int> first_calls(const KerasGraph& graph) {
  std::map<std::string_view, int> listed;
  for (const KerasLayer& layer : graph.layers) {
    if (is_keras_model(layer.type)) listed[layer.name] = static_cast<int>(layer.calls.size());
  }
  std::map<std::string_view, int> first;
  const auto look_at = [&](const std::vector<KerasTensor>& tensors) {
    for (const KerasTensor& tensor : tensors) {
      const auto layer = listed.find(tensor.layer);
      if (layer == listed.end()) continue;
      int& most = first[layer->first];
      most = std::max(most, tensor.call + 1 - layer->second);
    }
  };
  for (const KerasLayer& layer : graph.layers) {
    for (const std::vector<KerasTensor>& call : layer.calls) look_at(call);
  }
  look_at(graph.outputs);
  return first;
}

/// Makes all tensors speak of calls as the file lists them.
void count_from_first_calls(KerasGraph& graph) {
  const std::map<std::string_view, int> first = first_calls(graph);
  const auto mend = [&](std::vector<KerasTensor>& tensors) {
    for (KerasTensor& tensor : tensors) {
      if (const auto found = first.find(tensor.layer); found != first.end()) tensor.call -= found->second;
    }
  };
  for (KerasLayer& layer : graph.layers) {
    for (std::vector<KerasTensor>& call : layer.calls) mend(call);
  }
  mend(graph.outputs);
}

/// Whether a value is ["conv2d_1", 0, 0], perhaps with more behind it.
bool is_tensor(const json& value) {
  return value.is_array() && value.size() >= 3 && value[0].is_string() && is_index(value[1]) && is_index(value[2]);
}

/// Adds all tensors that a value speaks of, however deep in it: Keras 2 has lists, Keras 3 objects with a history.
void add_tensors(const json& value, std::vector<KerasTensor>& tensors) {
  if (is_tensor(value)) {
    tensors.push_back({value[0].get<std::string>(), value[1].get<int>(), value[2].get<int>()});
    if (value.size() > 3) add_tensors(value[3], tensors);
  } else if (const json* const config = keras_member(value, "config");
             keras_text(keras_member(value, "class_name")) == "__keras_tensor__") {
    if (config != nullptr && keras_member(*config, "keras_history") != nullptr) {
      add_tensors(*keras_member(*config, "keras_history"), tensors);
    }
  } else if (value.is_structured()) {
    for (const json& part : value) add_tensors(part, tensors);
  }
}

std::vector<KerasTensor> tensors_in(const json* value) {
  std::vector<KerasTensor> tensors;
  if (value != nullptr) add_tensors(*value, tensors);
  return tensors;
}

Result<KerasLayer> layer_of(const json& source, std::size_t index) {
  static const json no_config = json::object();
  const json* const config = keras_member(source, "config");
  KerasLayer layer{keras_text(keras_member(source, "class_name")), keras_text(keras_member(source, "name")),
                   config == nullptr ? &no_config : config, &source};
  if (layer.type.empty()) return usage_problem({}, fmt::format("layer {} has no class_name", index));
  if (layer.name.empty()) layer.name = keras_text(keras_member(*layer.config, "name"));
  if (layer.name.empty()) layer.name = fmt::format("{}_{}", layer.type, index);
  if (const json* const calls = keras_member(source, "inbound_nodes"); calls != nullptr && calls->is_array()) {
    for (const json& call : *calls) layer.calls.push_back(tensors_in(&call));
  }
  // An input is made once, without being called.
  if (layer.calls.empty()) layer.calls.emplace_back();
  return layer;
}

}  // namespace

const json* keras_member(const json& object, std::string_view key) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(key);
  return found == object.end() ? nullptr : &*found;
}

bool is_keras_model(const std::string& type) {
  return type == "Sequential" || type == "Functional" || type == "Model";
}

Result<KerasGraph> keras_graph(const json& model) {
  KerasGraph graph;
  graph.is_sequential = keras_text(keras_member(model, "class_name")) == "Sequential";
  const json* const config = keras_member(model, "config");
  // A Sequential of Keras 1 is a plain list.
  const json* const layers = config != nullptr && config->is_object() ? keras_member(*config, "layers") : config;
  if (layers == nullptr || !layers->is_array()) return usage_problem({}, "has no list of layers");
  if (layers->size() > kMostKerasLayers) {
    return usage_problem({}, fmt::format("has {} layers, over the limit of {}", layers->size(), kMostKerasLayers));
  }
  for (const json& source : *layers) {
    Result<KerasLayer> layer = layer_of(source, graph.layers.size());
    if (!layer) return layer.problems();
    graph.layers.push_back(*std::move(layer));
  }
  graph.inputs = tensors_in(keras_member(*config, "input_layers"));
  graph.outputs = tensors_in(keras_member(*config, "output_layers"));
  count_from_first_calls(graph);
  return graph;
}

Result<std::vector<KerasCall>> ordered_calls(const KerasGraph& graph) {
  std::vector<KerasCall> calls;
  std::map<std::pair<std::string_view, std::size_t>, std::size_t> makers;
  for (std::size_t layer = 0; layer < graph.layers.size(); ++layer) {
    for (std::size_t call = 0; call < graph.layers[layer].calls.size(); ++call) {
      const bool is_new =
          makers.emplace(std::pair<std::string_view, std::size_t>(graph.layers[layer].name, call), calls.size()).second;
      if (!is_new) return usage_problem({}, fmt::format("has two layers '{}'", shortened(graph.layers[layer].name)));
      calls.push_back({layer, call});
    }
  }
  std::vector<std::vector<std::size_t>> takers(calls.size());
  std::vector<std::size_t> missing(calls.size());
  std::priority_queue<std::size_t, std::vector<std::size_t>, std::greater<>> ready;
  for (std::size_t i = 0; i < calls.size(); ++i) {
    const KerasLayer& layer = graph.layers[calls[i].layer];
    for (const KerasTensor& tensor : layer.calls[calls[i].call]) {
      const auto maker = makers.find({tensor.layer, static_cast<std::size_t>(std::max(tensor.call, 0))});
      if (maker == makers.end()) {
        return usage_problem({}, fmt::format("layer '{}' takes '{}', which no layer makes", shortened(layer.name),
                                             shortened(tensor.layer)));
      }
      takers[maker->second].push_back(i);
      ++missing[i];
    }
    if (missing[i] == 0) ready.push(i);
  }
  std::vector<KerasCall> ordered;
  while (!ready.empty()) {
    const std::size_t next = ready.top();
    ready.pop();
    ordered.push_back(calls[next]);
    for (const std::size_t taker : takers[next]) {
      if (--missing[taker] == 0) ready.push(taker);
    }
  }
  if (ordered.size() < calls.size()) return usage_problem({}, "has layers that take what they make themselves");
  return ordered;
}

}  // namespace convarith
