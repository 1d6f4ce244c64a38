#include "config/models/onnx_names.hpp"

#include <fmt/core.h>

#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <unordered_set>

#include "config/shortened.hpp"

namespace convarith {
namespace {

/// Longer names are cut, and not taken apart.
constexpr std::size_t kLongestOnnxName = 200;

/// The name of a node that PyTorch wrote: the module, and what it calls the node itself.
struct ModuleName {
  std::string module;
  std::string_view node;
};

/// Takes "/layer1/layer1.0/conv1/Conv" apart into "layer1.0.conv1" and "Conv".
std::optional<ModuleName> module_name(std::string_view name) {
  if (!name.starts_with('/') || name.size() > kLongestOnnxName) return std::nullopt;
  std::string module;
  std::string_view last;
  for (std::size_t slash = name.find('/', 1); slash != std::string_view::npos; slash = name.find('/', 1)) {
    const std::string_view part = name.substr(1, slash - 1);
    const bool repeats = !last.empty() && part.starts_with(last) && part.substr(last.size()).starts_with('.');
    if (repeats) {
      module += part.substr(last.size());
    } else {
      module += (module.empty() ? "" : ".") + std::string(part);
    }
    last = part;
    name.remove_prefix(slash);
  }
  return ModuleName{module, name.substr(1)};
}

/// What is known of a module: the operators of its own nodes, and whether it has modules in it.
struct ModuleContents {
  std::set<std::string_view> types = {};
  bool has_modules = false;
};

using Modules = std::map<std::string, ModuleContents>;

Modules modules_of(const std::vector<OnnxLayerPlace>& layers) {
  Modules modules;
  for (const OnnxLayerPlace& layer : layers) {
    const auto name = module_name(layer.node->name);
    if (!name) continue;
    modules[name->module].types.insert(layer.node->type);
    for (std::size_t dot = name->module.rfind('.'); dot != std::string::npos; dot = name->module.rfind('.', dot - 1)) {
      modules[name->module.substr(0, dot)].has_modules = true;
      if (dot == 0) break;
    }
  }
  return modules;
}

/// Returns the part of a node's name in its module that tells it from other nodes of its type: "_1" of "Relu_1".
std::string_view number_of_node(const ModuleName& name, std::string_view type) {
  return name.node.starts_with(type) ? name.node.substr(type.size()) : std::string_view();
}

std::string name_in_module(const ModuleName& name, const ModuleContents& module, std::string_view type) {
  if (name.module.empty()) return std::string(name.node);
  const bool is_alone = module.types.size() == 1 && !module.has_modules;
  if (is_alone) return fmt::format("{}{}", name.module, number_of_node(name, type));
  return fmt::format("{}.{}", name.module, name.node);
}

/// Returns "conv1" of a layer with the weights "conv1.weight".
std::string_view name_of_weights(const OnnxNode& node) {
  constexpr std::string_view end = ".weight";
  if (node.inputs.size() < 2 || !node.inputs[1].ends_with(end)) return {};
  return node.inputs[1].substr(0, node.inputs[1].size() - end.size());
}

std::string name_of(const OnnxLayerPlace& layer, const Modules& modules) {
  const OnnxNode& node = *layer.node;
  if (const auto name = module_name(node.name)) return name_in_module(*name, modules.at(name->module), node.type);
  if (!name_of_weights(node).empty()) return std::string(name_of_weights(node));
  if (!node.name.empty()) return std::string(node.name);
  return fmt::format("{}_{}", node.type, layer.index);
}

}  // namespace

std::vector<std::string> onnx_layer_names(const std::vector<OnnxLayerPlace>& layers) {
  const Modules modules = modules_of(layers);
  std::vector<std::string> names;
  std::unordered_set<std::string> taken;
  std::map<std::string, int> repeated;
  for (const OnnxLayerPlace& layer : layers) {
    std::string name = shortened(name_of(layer, modules), kLongestOnnxName);
    if (layer.output > 0) name += fmt::format(":{}", layer.output);
    std::string unique = name;
    while (!taken.insert(unique).second) unique = fmt::format("{}_{}", name, ++repeated[name]);
    names.push_back(std::move(unique));
  }
  return names;
}

}  // namespace convarith
