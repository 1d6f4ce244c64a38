#include "arithmetic/model/model_part.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

namespace convarith {
namespace {

Problem not_found(const Model& model, std::string_view name) {
  constexpr std::size_t most = 6;
  std::string known;
  std::size_t named = 0;
  for (const ModelLayer& layer : model.layers) {
    if (layer.name.empty() || ++named > most) continue;
    known += (named == 1 ? "" : ", ") + layer.name;
  }
  const std::string more = named > most ? ", ..." : "";
  return usage_problem(
      "only", fmt::format("there is no layer '{}'", name),
      fmt::format("the model has {} layers, 0 to {}: {}{}", model.layers.size(), model.layers.size() - 1, known, more));
}

std::optional<std::size_t> number_of(std::string_view text) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool is_number = error == std::errc{} && end == text.data() + text.size();
  return is_number ? std::optional(number) : std::nullopt;
}

/// Whether a layer has a name, or lies in a block of this name.
bool is_named(const ModelLayer& layer, std::string_view name) {
  const std::string_view own = layer.name;
  return own == name || (own.starts_with(name) && own.substr(name.size()).starts_with('.'));
}

/// The layers from `first` to `last`, which is excluded.
struct LayerRange {
  std::size_t first = 0;
  std::size_t last = 0;
};

/// Returns the layers that a name or, if none has that name, a number stands for.
Result<LayerRange> layers_of(const Model& model, std::string_view name) {
  LayerRange range{model.layers.size(), 0};
  for (std::size_t i = 0; i < model.layers.size(); ++i) {
    if (!is_named(model.layers[i], name)) continue;
    range = {std::min(range.first, i), i + 1};
  }
  if (range.first < range.last) return range;
  const std::optional<std::size_t> number = number_of(name);
  if (!number || *number >= model.layers.size()) return not_found(model, name);
  return LayerRange{*number, *number + 1};
}

/// Returns the layers of "A:B".
Result<LayerRange> layers_between(const Model& model, std::string_view first, std::string_view last) {
  LayerRange range{0, model.layers.size()};
  if (const auto number = number_of(first)) {
    range.first = *number;
  } else if (!first.empty()) {
    const Result<LayerRange> layers = layers_of(model, first);
    if (!layers) return layers.problems();
    range.first = layers->first;
  }
  if (const auto number = number_of(last)) {
    range.last = std::min(*number, range.last);
  } else if (!last.empty()) {
    const Result<LayerRange> layers = layers_of(model, last);
    if (!layers) return layers.problems();
    range.last = layers->last;
  }
  if (range.first < range.last) return range;
  return usage_problem("only", fmt::format("'{}:{}' contains no layers", first, last),
                       fmt::format("the model has {} layers, 0 to {}; the end is excluded", model.layers.size(),
                                   model.layers.size() - 1));
}

}  // namespace

Result<std::vector<std::size_t>> chosen_layers(const Model& model, const std::string& selection) {
  std::vector<bool> is_chosen(model.layers.size());
  for (std::size_t start = 0; start <= selection.size();) {
    const std::size_t end = std::min(selection.find(',', start), selection.size());
    const std::string_view item = std::string_view(selection).substr(start, end - start);
    const std::size_t colon = item.find(':');
    const bool is_range = colon != std::string_view::npos;
    const Result<LayerRange> range =
        is_range ? layers_between(model, item.substr(0, colon), item.substr(colon + 1)) : layers_of(model, item);
    if (!range) return range.problems();
    for (std::size_t i = range->first; i < range->last; ++i) {
      if (is_range || is_named(model.layers[i], item) || range->last - range->first == 1) is_chosen[i] = true;
    }
    start = end + 1;
  }
  std::vector<std::size_t> layers;
  for (std::size_t i = 0; i < is_chosen.size(); ++i) {
    if (is_chosen[i]) layers.push_back(i);
  }
  return layers;
}

Result<Model> part_of_model(const Model& model, const ModelTrace& trace, const std::vector<std::size_t>& layers) {
  Model part;
  part.source = model.source;
  part.framework = model.framework;
  part.left_out = model.left_out;
  std::map<int, int> new_index;  // of layers and inputs of the whole, as in ModelLayer::inputs
  for (const std::size_t index : layers) {
    if (trace.stop && index >= trace.layers.size()) {
      return usage_problem("only", fmt::format("layer {} lies behind one that does not fit", model.layers[index].name));
    }
    ModelLayer layer = model.layers[index];
    for (int& source : layer.inputs) {
      const auto known = new_index.find(source);
      if (known == new_index.end()) {
        part.inputs.emplace_back(trace.map_of(source).shape);
        new_index[source] = -static_cast<int>(part.inputs.size());
      }
      source = new_index[source];
    }
    new_index[static_cast<int>(index)] = static_cast<int>(part.layers.size());
    part.layers.push_back(std::move(layer));
  }
  return part;
}

}  // namespace convarith
