#include "config/models/onnx_model.hpp"

#include <fmt/core.h>

#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <variant>
#include <vector>

#include "config/models/onnx_constants.hpp"
#include "config/models/onnx_file.hpp"
#include "config/models/onnx_names.hpp"
#include "config/models/onnx_operators.hpp"
#include "config/shortened.hpp"

namespace convarith {
namespace {

/// After so many problems a file is not read on.
constexpr std::size_t kMostOnnxProblems = 10;

bool has_body(const OnnxNode& node) {
  for (const OnnxAttribute& attribute : node.attributes) {
    if (attribute.is_graph) return true;
  }
  return false;
}

bool has_known_domain(const OnnxNode& node) {
  return node.domain.empty() || node.domain == "ai.onnx" || node.domain == "com.microsoft";
}

/// Goes through the nodes of a graph and makes layers of those that compute something of the model's inputs.
class OnnxModelReader {
 public:
  OnnxModelReader(const OnnxGraph& graph, const std::string& source) : graph_(graph), source_(source) {
    model_.source = source;
    model_.framework = Framework::onnx;
  }

  Result<Model> read() {
    add_initializers();
    add_inputs();
    for (std::size_t i = 0; i < graph_.nodes.size() && problems_.size() < kMostOnnxProblems; ++i) {
      // Behind a node that stands in the wrong place nothing can be followed.
      if (!add_node(i)) break;
    }
    if (!problems_.empty()) return problems_;
    if (model_.layers.empty()) return usage_problem(source_, "has no layers", "give an ONNX file of a whole model");
    const std::vector<std::string> names = onnx_layer_names(places_);
    for (std::size_t i = 0; i < names.size(); ++i) model_.layers[i].name = names[i];
    return std::move(model_);
  }

 private:
  void add_initializers() {
    for (const OnnxTensor& tensor : graph_.initializers) {
      for (const std::int64_t length : tensor.dims) {
        if (length >= 0) continue;
        problems_.push_back(
            usage_problem(source_, fmt::format("'{}' can't have a length of {}", shortened(tensor.name), length)));
        return;
      }
      operands_.emplace(tensor.name, constant_of(tensor, true));
    }
  }

  /// Older files list the weights among the inputs.
  void add_inputs() {
    for (const OnnxInput& input : graph_.inputs) {
      if (operands_.contains(input.name)) continue;
      OnnxMap map{-1 - static_cast<int>(model_.inputs.size()), {}};
      if (input.dims) map.shape.emplace(input.dims->begin(), input.dims->end());
      // A batch of any size is followed as one of a single sample.
      if (map.shape && !map.shape->empty() && !map.shape->front()) map.shape->front() = 1;
      const bool is_first = model_.inputs.empty();
      model_.inputs.push_back(input_shape(map.shape));
      const bool has_open_sizes = !model_.inputs.back() && map.shape && map.shape->size() > 2;
      if (is_first && has_open_sizes) model_.input_channels = as_onnx_count((*map.shape)[1]);
      operands_.emplace(input.name, std::move(map));
    }
  }

  static std::optional<MapShape> input_shape(const OnnxShape& dims) {
    if (!dims || dims->size() < 2) return std::nullopt;
    MapShape shape;
    shape.channels.number = as_onnx_count((*dims)[1]);
    for (std::size_t i = 2; i < dims->size(); ++i) {
      const auto cells = as_onnx_count((*dims)[i]);
      if (!cells) return std::nullopt;
      shape.sizes.push_back(*cells);
    }
    return shape;
  }

  void complain(std::size_t index, const std::string& why, std::string hint = {}) {
    const std::string type = shortened(graph_.nodes[index].type);
    problems_.push_back(usage_problem(source_, fmt::format("node {} ({}) {}", index, type, why), std::move(hint)));
  }

  /// Returns false if the file can't be read on.
  bool add_node(std::size_t index) {
    const OnnxNode& node = graph_.nodes[index];
    const auto inputs = inputs_of(index);
    if (!inputs || !check_outputs(index)) return false;
    const OnnxNodeView view(node, *inputs);
    const bool is_constant = is_onnx_shape_node(view) || (view.maps().empty() && !has_body(node));
    if (is_constant) {
      define(node, 0, fold_onnx_constants(view));
      for (std::size_t i = 1; i < node.outputs.size(); ++i) define(node, i, OnnxConstant{});
      return true;
    }
    Result<std::vector<OnnxMeaning>> meanings = meanings_of(node, view);
    if (!meanings) {
      for (const Problem& problem : meanings.problems()) complain(index, problem.why, problem.hint);
      meanings = std::vector{unknown_onnx()};
    }
    add_layers(index, view, *std::move(meanings));
    return true;
  }

  static Result<std::vector<OnnxMeaning>> meanings_of(const OnnxNode& node, const OnnxNodeView& view) {
    if (has_known_domain(node)) return onnx_meanings(view);
    return std::vector{unknown_onnx(fmt::format("an operator of '{}'", shortened(node.domain)))};
  }

  void add_layers(std::size_t index, const OnnxNodeView& view, std::vector<OnnxMeaning> meanings) {
    const OnnxNode& node = graph_.nodes[index];
    if (meanings.empty()) return;
    const std::vector<int> inputs = layers_before(view, meanings.front().action);
    if (model_.layers.size() + meanings.size() > kMostOnnxNodes) {
      complain(index, fmt::format("is more than is read: layers are {} at most", kMostOnnxNodes));
      return;
    }
    for (std::size_t i = 0; i < meanings.size(); ++i) {
      model_.layers.push_back(
          {{}, shortened(node.type), {}, fmt::format("node {}", index), std::move(meanings[i].action), inputs});
      model_.layers.back().parameters = parameters_of(view);
      model_.layers.back().shares_weights = shares_weights(node, model_.layers.back().action);
      places_.push_back({&node, index, i});
      define(node, i, OnnxMap{static_cast<int>(model_.layers.size()) - 1, std::move(meanings[i].shape)});
    }
    for (std::size_t i = meanings.size(); i < node.outputs.size(); ++i) {
      define(node, i, OnnxMap{static_cast<int>(model_.layers.size()) - 1, {}});
    }
  }

  /// Returns the layers that a layer takes its maps from. Those that make weights for it are not meant.
  static std::vector<int> layers_before(const OnnxNodeView& view, const LayerAction& action) {
    const bool takes_one = std::holds_alternative<WindowLayer>(action) || std::holds_alternative<Linear>(action);
    std::vector<int> layers;
    for (const OnnxMap* map : view.maps()) {
      if (layers.empty() || !takes_one) layers.push_back(map->layer);
    }
    return layers;
  }

  /// Returns the names of the tensors of the file that a node takes; empty for those that are computed.
  static std::vector<std::string> parameters_of(const OnnxNodeView& view) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < view.inputs(); ++i) {
      if (view.constant(i) != nullptr) names.emplace_back(view.constant(i)->tensor);
    }
    return names;
  }

  /// Whether an earlier layer has the same weights.
  bool shares_weights(const OnnxNode& node, const LayerAction& action) {
    const bool has_weights = std::holds_alternative<WindowLayer>(action) || std::holds_alternative<Linear>(action);
    return has_weights && node.inputs.size() > 1 && !weights_.insert(node.inputs[1]).second;
  }

  /// Returns the operands of a node; null for those that are left out.
  std::optional<std::vector<const OnnxOperand*>> inputs_of(std::size_t index) {
    std::vector<const OnnxOperand*> inputs;
    for (const std::string_view name : graph_.nodes[index].inputs) {
      const auto found = operands_.find(name);
      if (!name.empty() && found == operands_.end()) {
        complain(index, fmt::format("takes '{}', which {}", shortened(name), whereabouts(name)));
        return std::nullopt;
      }
      inputs.push_back(name.empty() ? nullptr : &found->second);
    }
    return inputs;
  }

  std::string whereabouts(std::string_view name) const {
    for (std::size_t i = 0; i < graph_.nodes.size(); ++i) {
      for (const std::string_view output : graph_.nodes[i].outputs) {
        if (output == name) return fmt::format("only node {} makes: nodes must come behind their inputs", i);
      }
    }
    return "nothing makes";
  }

  bool check_outputs(std::size_t index) {
    for (const std::string_view name : graph_.nodes[index].outputs) {
      if (name.empty() || !operands_.contains(name)) continue;
      complain(index, fmt::format("makes '{}', which is there already", shortened(name)));
      return false;
    }
    return true;
  }

  void define(const OnnxNode& node, std::size_t output, OnnxOperand operand) {
    if (output < node.outputs.size() && !node.outputs[output].empty()) {
      operands_.emplace(node.outputs[output], std::move(operand));
    }
  }

  const OnnxGraph& graph_;
  const std::string& source_;
  Model model_;
  std::unordered_map<std::string_view, OnnxOperand> operands_;
  std::unordered_set<std::string_view> weights_;  ///< those that layers have
  std::vector<OnnxLayerPlace> places_;
  Problems problems_;
};

}  // namespace

bool looks_like_onnx_model(std::string_view content) {
  // The version of the format comes first; no text begins with these bytes.
  constexpr char newest_version = 32;
  return content.size() >= 2 && content[0] == '\x08' && content[1] > 0 && content[1] < newest_version;
}

Result<Model> read_onnx_model(std::string_view content, const std::string& source) {
  const Result<OnnxGraph> graph = read_onnx_graph(content, source);
  if (!graph) return graph.problems();
  return OnnxModelReader(*graph, source).read();
}

}  // namespace convarith
