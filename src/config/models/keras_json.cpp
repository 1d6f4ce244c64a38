#include "config/models/keras_json.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "config/json_text.hpp"
#include "config/models/keras_call.hpp"
#include "config/models/keras_graph.hpp"
#include "config/models/keras_layers.hpp"
#include "config/shortened.hpp"

namespace convarith {
namespace {

using nlohmann::json;

/// Deeper lists and objects are no model; they would exhaust the stack.
constexpr int kMostJsonDepth = 400;
/// The number of problems after which a file is not read on.
constexpr std::size_t kMostKerasProblems = 10;
/// Layers are counted when their model is read and when they are called.
constexpr std::size_t kMostKerasWork = 2 * kMostKerasLayers;

/// Returns how deep lists and objects are in each other. The text need not be valid.
int depth_of(std::string_view text) {
  int depth = 0;
  int deepest = 0;
  bool is_in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char letter = text[i];
    if (is_in_string && letter == '\\') {
      ++i;
    } else if (letter == '"') {
      is_in_string = !is_in_string;
    } else if (!is_in_string && (letter == '{' || letter == '[')) {
      deepest = std::max(deepest, ++depth);
    } else if (!is_in_string && (letter == '}' || letter == ']')) {
      --depth;
    }
  }
  return deepest;
}

std::string in_snake_case(const std::string& key) {
  std::string snake;
  for (const char letter : key) {
    const bool is_capital = letter >= 'A' && letter <= 'Z';
    if (is_capital) snake += '_';
    snake += is_capital ? static_cast<char>(letter - 'A' + 'a') : letter;
  }
  return snake;
}

/// Turns the keys that TensorFlow.js writes for itself, such as kernelSize, into Keras's.
json with_keras_keys(const json& value) {
  json result = value;
  if (value.is_object()) {
    result = json::object();
    for (const auto& [key, part] : value.items()) result[in_snake_case(key)] = with_keras_keys(part);
  } else if (value.is_array()) {
    for (json& part : result) part = with_keras_keys(part);
  }
  return result;
}

/// Returns the model itself, which files put into other objects.
json model_in(json value) {
  for (const std::string_view wrapper : {"modelTopology", "model_topology", "model_config"}) {
    if (const json* const inner = keras_member(value, wrapper)) value = json(*inner);
  }
  return keras_member(value, "className") == nullptr ? value : with_keras_keys(value);
}

/// Whether any layer says that channels come first.
bool has_channels_first(const json& value) {
  for (const std::string_view key : {"data_format", "dim_ordering"}) {
    const json* const format = keras_member(value, key);
    if (format == nullptr || !format->is_string()) continue;
    if (*format == "channels_first" || *format == "channelsFirst" || *format == "th") return true;
  }
  if (!value.is_structured()) return false;
  // The library's iterators are none of the standard's algorithms to all compilers.
  for (const json& part : value) {  // NOLINT(readability-use-anyofallof)
    if (has_channels_first(part)) return true;
  }
  return false;
}

/// The shape of a layer's input, if the layer says it.
std::optional<std::vector<std::optional<int>>> given_input(const json& config) {
  for (const std::string_view key : {"batch_input_shape", "batch_shape"}) {
    if (const json* const shape = keras_member(config, key)) return keras_shape(shape, true);
  }
  return keras_shape(keras_member(config, "input_shape"), false);
}

/// Goes through the calls of layers and makes layers of a model of them.
class KerasModelReader {
 public:
  KerasModelReader(const json& source, const std::string& name)
      : source_(source), is_channels_first_(has_channels_first(source)) {
    model_.source = name;
    model_.framework = Framework::keras;
  }

  Result<Model> read() {
    call_model(source_, {}, "");
    if (!problems_.empty()) return problems_;
    return std::move(model_);
  }

 private:
  /// Layers, or inputs of the model, as ModelLayer::inputs has them.
  using Tensors = std::vector<int>;

  bool has_failed() const { return problems_.size() >= kMostKerasProblems || work_ > kMostKerasWork; }

  void complain(const std::string& why) { problems_.push_back(usage_problem(model_.source, why)); }

  /// Adds the layers of a model, which gets `inputs`. Where there are none, it has inputs of its own.
  Tensors call_model(const json& source, const Tensors& inputs, const std::string& prefix) {
    const Result<KerasGraph> graph = keras_graph(source);
    if (!graph) {
      complain(graph.problems().front().why);
      return {};
    }
    add_work(graph->layers.size() + 1);
    if (has_failed()) return {};
    return graph->is_sequential ? call_sequence(*graph, source, inputs, prefix) : call_graph(*graph, inputs, prefix);
  }

  void add_work(std::size_t layers) {
    const bool was_fine = work_ <= kMostKerasWork;
    work_ += layers;
    if (was_fine && work_ > kMostKerasWork) complain(fmt::format("calls more than {} layers", kMostKerasLayers));
  }

  Tensors call_sequence(const KerasGraph& graph, const json& source, Tensors tensors, const std::string& prefix) {
    for (std::size_t i = 0; i < graph.layers.size() && !has_failed(); ++i) {
      const KerasLayer& layer = graph.layers[i];
      if (layer.type == "InputLayer") {
        if (tensors.empty()) tensors = {add_input(given_input(*layer.config))};
      } else if (is_keras_model(layer.type)) {
        tensors = call_model(*layer.source, tensors, prefix + layer.name + ".");
      } else {
        if (tensors.empty()) tensors = {add_input(input_of_sequence(layer, source))};
        tensors = {add_layer(layer, i, tensors, prefix)};
      }
    }
    return tensors;
  }

  static std::optional<std::vector<std::optional<int>>> input_of_sequence(const KerasLayer& first, const json& source) {
    std::optional<std::vector<std::optional<int>>> shape = given_input(*first.config);
    if (shape) return shape;
    return keras_shape(keras_member(source["config"], "build_input_shape"), true);
  }

  Tensors call_graph(const KerasGraph& graph, const Tensors& inputs, const std::string& prefix) {
    const Result<std::vector<KerasCall>> calls = ordered_calls(graph);
    if (!calls) {
      complain(calls.problems().front().why);
      return {};
    }
    std::map<std::pair<std::string, int>, Tensors> results;
    Tensors last;
    for (const KerasCall& call : *calls) {
      if (has_failed()) return {};
      const KerasLayer& layer = graph.layers[call.layer];
      const Tensors taken = tensors_of(layer.calls[call.call], results);
      if (layer.type == "InputLayer") {
        last = {input_of_graph(layer, graph, inputs)};
      } else if (is_keras_model(layer.type)) {
        last = call_model(*layer.source, taken, prefix + layer.name + ".");
      } else {
        last = {add_layer(layer, call.layer, taken, prefix)};
      }
      results[{layer.name, static_cast<int>(call.call)}] = last;
    }
    const Tensors outputs = tensors_of(graph.outputs, results);
    return outputs.empty() ? last : outputs;
  }

  static Tensors tensors_of(const std::vector<KerasTensor>& tensors,
                            const std::map<std::pair<std::string, int>, Tensors>& results) {
    Tensors found;
    for (const KerasTensor& tensor : tensors) {
      const auto result = results.find({tensor.layer, tensor.call});
      if (result == results.end() || result->second.empty()) continue;
      const auto output = static_cast<std::size_t>(tensor.output);
      found.push_back(result->second[std::min(output, result->second.size() - 1)]);
    }
    return found;
  }

  int input_of_graph(const KerasLayer& layer, const KerasGraph& graph, const Tensors& given) {
    if (given.empty()) return add_input(given_input(*layer.config));
    const auto place = std::find_if(graph.inputs.begin(), graph.inputs.end(),
                                    [&](const KerasTensor& input) { return input.layer == layer.name; });
    const auto index = static_cast<std::size_t>(place - graph.inputs.begin());
    return given[std::min(index, given.size() - 1)];
  }

  int add_input(const std::optional<std::vector<std::optional<int>>>& sizes) {
    const bool is_first = model_.inputs.empty();
    model_.inputs.push_back(sizes ? keras_map_shape(*sizes, is_channels_first_) : std::nullopt);
    if (is_first && sizes && !sizes->empty() && !model_.inputs.front()) {
      model_.input_channels = is_channels_first_ ? sizes->front() : sizes->back();
    }
    input_ranks_.push_back(sizes ? std::optional(static_cast<int>(sizes->size())) : std::nullopt);
    return -static_cast<int>(model_.inputs.size());
  }

  int add_layer(const KerasLayer& layer, std::size_t index, const Tensors& inputs, const std::string& prefix) {
    add_work(1);
    const std::optional<int> rank = inputs.empty() ? std::nullopt : rank_of(inputs.front());
    Result<KerasMeaning> meaning = keras_meaning({layer.type, *layer.config, rank, is_channels_first_});
    if (!meaning) {
      for (const Problem& problem : meaning.problems()) {
        complain(fmt::format("layer '{}' ({}) {}", shortened(layer.name), shortened(layer.type), problem.why));
        problems_.back().hint = problem.hint;
      }
      meaning = KerasMeaning{UnknownLayer{}, {}};
    }
    const std::string name = shortened(prefix + layer.name, kLongestName);
    const int before = calls_[name]++;
    ModelLayer added{before == 0 ? name : fmt::format("{}:{}", name, before),
                     shortened(layer.type),
                     keras_call(layer.type, *layer.config),
                     fmt::format("layer {}", index),
                     std::move(meaning->action),
                     inputs};
    added.shares_weights = before > 0;
    model_.layers.push_back(std::move(added));
    ranks_.push_back(meaning->rank);
    return static_cast<int>(model_.layers.size()) - 1;
  }

  std::optional<int> rank_of(int tensor) const {
    return tensor < 0 ? input_ranks_[static_cast<std::size_t>(-1 - tensor)] : ranks_[static_cast<std::size_t>(tensor)];
  }

  static constexpr std::size_t kLongestName = 200;

  const json& source_;
  bool is_channels_first_;
  Model model_;
  std::vector<std::optional<int>> input_ranks_;
  std::vector<std::optional<int>> ranks_;
  std::map<std::string, int> calls_;  ///< how often each layer was called
  std::size_t work_ = 0;
  Problems problems_;
};

}  // namespace

bool looks_like_keras_json(std::string_view content) {
  const std::size_t start = content.find_first_not_of(" \t\r\n");
  if (start == std::string_view::npos || content[start] != '{') return false;
  const std::string_view keys[] = {"\"class_name\"", "\"className\"", "\"modelTopology\""};
  return std::any_of(std::begin(keys), std::end(keys),
                     [content](std::string_view key) { return content.find(key) != std::string_view::npos; });
}

Result<Model> read_keras_json(std::string_view content, const std::string& source) {
  if (depth_of(content) > kMostJsonDepth) {
    return usage_problem(source, fmt::format("has lists and objects more than {} deep in each other", kMostJsonDepth),
                         "is this the intended file?");
  }
  Result<json> parsed = parse_json(content, source);
  if (!parsed) return parsed.problems();
  const json model = model_in(*std::move(parsed));
  const json* const type = keras_member(model, "class_name");
  if (type == nullptr || !type->is_string() || !is_keras_model(type->get<std::string>())) {
    return usage_problem(source, "is no Keras model: it has no class_name Sequential, Functional or Model",
                         "write it by model.to_json()");
  }
  return KerasModelReader(model, source).read();
}

}  // namespace convarith
