#include "markup/page_data.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>
#include <vector>

#include "arithmetic/facts.hpp"
#include "arithmetic/formula.hpp"
#include "layout/layer_words.hpp"
#include "layout/views/padding_modes.hpp"
#include "markup/model_page.hpp"

namespace convarith {
namespace {

using nlohmann::ordered_json;

constexpr std::size_t kMostValues = 1 << 16;  // per tensor; with more values, pages are too large to open with ease
constexpr int kNoInput = -1;

ordered_json number(double value) {
  if (!std::isfinite(value)) return nullptr;
  constexpr double largest_exact = 9007199254740992.0;  // 2^53
  if (value == std::floor(value) && std::abs(value) < largest_exact) return static_cast<long long>(value);
  return value;
}

/// Rounds a length in bp to three decimals, which is as exact as pointers are.
ordered_json rounded(double length) {
  return number(std::round(length * 1000) / 1000);
}

ordered_json taps_of(const AxisWalk& axis) {
  ordered_json outputs = ordered_json::array();
  for (int output = 0; output < axis.output; ++output) {
    ordered_json taps = ordered_json::array();
    for (int i = 0; i < axis.taps_of(output); ++i) {
      const AxisTap tap = axis.tap(output, i);
      ordered_json& entry = taps.emplace_back(ordered_json{tap.place, tap.weight, tap.input.value_or(kNoInput)});
      if (tap.source) entry.push_back(*tap.source);
    }
    outputs.push_back(std::move(taps));
  }
  return outputs;
}

ordered_json axis_of(const AxisWalk& axis) {
  return {{"n", axis.input},       {"k", axis.taps},          {"m", axis.output},     {"first", axis.first_input},
          {"spread", axis.spread}, {"flipped", axis.flipped}, {"taps", taps_of(axis)}};
}

/// Returns how many taps of each window lie on the input or its padding, rather than beyond it, where ceil_mode lets
/// windows reach.
ordered_json counted_taps_of(const AxisWalk& axis) {
  ordered_json counts = ordered_json::array();
  for (int output = 0; output < axis.output; ++output) {
    int count = 0;
    for (int i = 0; i < axis.taps_of(output); ++i) count += axis.tap(output, i).is_counted ? 1 : 0;
    counts.push_back(count);
  }
  return counts;
}

void add_values(const LayerValues& values, const Operation& operation, ordered_json& layer) {
  const auto add = [&layer](const char* key, const Tensor& tensor) {
    if (tensor.values.empty()) return;
    ordered_json list = ordered_json::array();
    for (const double value : tensor.values) list.push_back(number(value));
    layer[key] = std::move(list);
  };
  const std::size_t most = std::max(values.input.values.size(), values.weights.values.size());
  if (most > kMostValues) return;
  add("x", values.input);
  add("w", values.weights);
  add("b", values.bias);
  if (has_output(operation, values)) add("y", compute_output(operation, values));
}

ordered_json layer_of(const Walkthrough& walkthrough, const std::string& name, const LayerValues& values) {
  const Operation& operation = walkthrough.operation();
  ordered_json layer{{"name", name},
                     {"op", operator_word(operation.op)},
                     {"dims", operation.dims},
                     {"channels", operation.channels},
                     {"filters", operation.filters},
                     {"groups", operation.independent_groups()},
                     {"transposed", operation.transposed}};
  if (operation.divisor_override) layer["divisor"] = *operation.divisor_override;
  layer["rows"] = axis_of(walkthrough.rows());
  layer["cols"] = axis_of(walkthrough.cols());
  if (operation.is_pooling()) {
    layer["rows"]["counted"] = counted_taps_of(walkthrough.rows());
    layer["cols"]["counted"] = counted_taps_of(walkthrough.cols());
    layer["counts_padding"] = operation.count_include_pad && !operation.adaptive;
  }
  add_values(values, operation, layer);
  return layer;
}

const char* word_for(CellMap::Kind kind) {
  switch (kind) {
    case CellMap::Kind::plane:
      return "plane";
    case CellMap::Kind::input:
      return "input";
    case CellMap::Kind::output:
      return "output";
    case CellMap::Kind::kernel:
      return "kernel";
    case CellMap::Kind::product:
      return "product";
    case CellMap::Kind::window:
      return "window";
    case CellMap::Kind::block:
      return "block";
  }
  return "";
}

ordered_json map_of(const CellMap& map, double page_height) {
  ordered_json object{{"kind", word_for(map.kind)},
                      {"layer", map.layer},
                      {"at", {rounded(map.origin.x), rounded(page_height - map.origin.y)}},
                      {"right", {rounded(map.right().x), rounded(-map.right().y)}},
                      {"down", {rounded(map.down().x), rounded(-map.down().y)}},
                      {"rows", {map.rows.first, map.rows.last}},
                      {"cols", {map.cols.first, map.cols.last}}};
  if (map.sheet != CellMap::kAllSheets) object["sheet"] = map.sheet;
  if (map.filter != CellMap::kAllSheets) object["filter"] = map.filter;
  if (map.group != CellMap::kAllSheets) object["group"] = map.group;
  if (map.rows_are_channels) object["channels"] = true;
  return object;
}

ordered_json maps_of(const Film& film) {
  ordered_json maps = ordered_json::array();
  for (const CellMap& map : film.maps()) maps.push_back(map_of(map, film.height));
  return maps;
}

/// Whether a figure draws the padding of a layer, and not only its inputs.
bool draws_padding(const std::vector<CellMap>& maps, std::size_t layer) {
  return std::any_of(maps.begin(), maps.end(), [layer](const CellMap& map) {
    return map.kind == CellMap::Kind::plane && static_cast<std::size_t>(map.layer) == layer;
  });
}

bool are_compared(const ShownLayers& shown) {
  return shown.relation != ShownLayers::Relation::stages;
}

const char* word_for(Walk walk) {
  switch (walk) {
    case Walk::outputs:
      return "outputs";
    case Walk::inputs:
      return "inputs";
    case Walk::moves:
      return "moves";
    case Walk::padding:
    case Walk::fields:
    case Walk::layers:
    case Walk::blocks:
    case Walk::other:
      return "other";
  }
  return "";
}

/// Returns the two layers of a comparison. They have one channel each, because all channels are walked alike.
ShownLayers layers_beside(Operation one, std::string_view comparison) {
  one.channels = one.filters = one.groups = 1;
  const Walkthrough walkthrough(one);
  if (comparison == "correlation") {
    return {{walkthrough, walkthrough.flipped()}, {"Cross-correlation", "Convolution"}, ShownLayers::Relation::beside};
  }
  const Operation partner = one.transposed ? *direct_layer_of(one) : transposed_layer_of(one);
  const auto name = [](const Operation& layer) { return layer.transposed ? "Transposed convolution" : "Convolution"; };
  return {{walkthrough, Walkthrough(partner)}, {name(one), name(partner)}, ShownLayers::Relation::beside};
}

/// Escapes "<" in JSON, because an HTML element ends at its closing tag, wherever that stands.
std::string embeddable(std::string json) {
  for (std::size_t at = json.find('<'); at != std::string::npos; at = json.find('<', at)) {
    json.replace(at, 1, "\\u003c");
  }
  return json;
}

/// Returns the values that the figure shows. It shows none for layers beside each other.
std::vector<LayerValues> values_of(const ShownLayers& shown, const EncodeOptions& options) {
  std::vector<LayerValues> values(shown.layers.size());
  if (options.values == nullptr || shown.relation == ShownLayers::Relation::beside) return values;
  if (shown.relation == ShownLayers::Relation::modes) {
    for (LayerValues& of_mode : values) of_mode.input = options.values->front().input;
    return values;
  }
  return with_inputs(*options.chain, *options.values);
}

}  // namespace

ShownLayers shown_layers(const Film& film, const EncodeOptions& options) {
  const Operation& operation = options.chain->front();
  if (!options.beside.empty()) return layers_beside(operation, options.beside);
  ShownLayers shown;
  if (film.walk == Walk::padding) {
    shown.relation = ShownLayers::Relation::modes;
    for (const ShownMode& mode : shown_modes(operation)) {
      Operation padded = operation;
      padded.padding_mode = mode.mode;
      shown.layers.emplace_back(padded);
      shown.names.emplace_back(mode.title);
    }
    return shown;
  }
  for (const Operation& layer : *options.chain) {
    shown.layers.emplace_back(layer);
    shown.names.push_back(kind_text(layer));
  }
  return shown;
}

std::string page_data(const Film& film, const EncodeOptions& options, std::size_t first, std::size_t last) {
  const ShownLayers shown = shown_layers(film, options);
  ordered_json data{{"steps", last - first},        {"first", first},       {"delay", options.delay},
                    {"hold", options.hold},         {"loop", options.loop}, {"walk", word_for(film.walk)},
                    {"beside", are_compared(shown)}};
  if (options.model != nullptr) {
    data["layers"] = ordered_json::array();
    data["maps"] = ordered_json::array();
    data["model"] = model_page_data(film, options);
    data["model"]["maps"] = maps_of(film);
    return embeddable(data.dump());
  }
  const std::vector<LayerValues> values = values_of(shown, options);
  const std::vector<CellMap> maps = film.maps();
  for (std::size_t i = 0; i < shown.layers.size(); ++i) {
    ordered_json& layer = data["layers"].emplace_back(layer_of(shown.layers[i], shown.names[i], values[i]));
    layer["draws_padding"] = draws_padding(maps, i);
  }
  data["maps"] = maps_of(film);
  return embeddable(data.dump());
}

}  // namespace convarith
