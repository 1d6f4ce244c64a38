#include "markup/model_page.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <cstddef>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "layout/model_words.hpp"
#include "layout/views/features/feature_rows.hpp"
#include "layout/views/network/network_plan.hpp"
#include "layout/views/receptive/map_stack.hpp"
#include "layout/views/receptive/receptive_words.hpp"

namespace convarith {
namespace {

using nlohmann::ordered_json;

/// The most layers that a page names one by one for a block.
constexpr std::size_t kMostNamed = 12;

std::string block_shape_text(const TracedModel& model, const MapShape& shape) {
  std::string text = shape_words(shape, model.model.framework);
  for (std::size_t at = text.find(" x "); at != std::string::npos; at = text.find(" x ", at)) {
    text.replace(at, 3, " × ");
  }
  return text;
}

ordered_json fields_data(const Film& film, const TracedModel& model) {
  const MapStack stack = *stack_maps(model);
  ordered_json layers = ordered_json::array();
  for (const StackedMap& map : stack.maps) {
    layers.push_back({{"name", map.layer == nullptr ? std::string("input") : name_of_layer(*map.layer)},
                      {"sizes", {map.rows, map.cols}},
                      {"sees", {map.along_rows.places, map.along_cols.places}}});
  }
  return {
      {"shows", "fields"}, {"dims", stack.dims}, {"first_output", film.first_output}, {"layers", std::move(layers)}};
}

/// Returns the names of the layers of a block, or their types where they have none.
std::vector<std::string> names_in(const TracedModel& model, const NetworkBlock& block) {
  std::vector<std::string> names;
  for (const std::size_t member : block.members) {
    const ModelLayer& layer = model.layer(member);
    names.push_back(layer.name.empty() ? layer.type : layer.name);
  }
  return names;
}

std::string text_of_block(const TracedModel& model, const NetworkBlock& block) {
  const std::string name = block.whole_name();
  const std::string shape = block_shape_text(model, block.shape);
  if (block.kind == NetworkKind::input) return fmt::format("{}: {}", name, shape);
  std::vector<std::string> names = names_in(model, block);
  const std::size_t count = names.size();
  if (count == 1 && names.front() == name) return fmt::format("{}: output {}", name, shape);
  if (count > kMostNamed) names.resize(kMostNamed);
  const std::string more = count > kMostNamed ? fmt::format(" and {} more", count - kMostNamed) : "";
  return fmt::format("{}: {}{}; output {}", name, fmt::join(names, ", "), more, shape);
}

/// Returns "conv1: output 6 × 24 × 24".
std::string text_of_row(const TileRow& row) {
  return fmt::format("{}: {}{}", row.name, row.layer ? "output " : "", row.size);
}

ordered_json blocks_data(const TracedModel& model, std::optional<int> depth) {
  ordered_json layers = ordered_json::array();
  int step = 0;
  for (const NetworkBlock& block : plan_network(model, depth).blocks) {
    ordered_json& layer = layers.emplace_back(ordered_json{{"text", text_of_block(model, block)}});
    if (block.kind != NetworkKind::input) layer["step"] = step++;
  }
  return {{"shows", "blocks"}, {"layers", std::move(layers)}};
}

ordered_json rows_data(const EncodeOptions& options) {
  ordered_json layers = ordered_json::array();
  for (const TileRow& row : feature_rows(*options.model, *options.numbers)) {
    ordered_json& layer = layers.emplace_back(ordered_json{{"text", text_of_row(row)}});
    if (row.layer) layer["step"] = layers.size() - 2;
  }
  return {{"shows", "blocks"}, {"layers", std::move(layers)}};
}

}  // namespace

ordered_json model_page_data(const Film& film, const EncodeOptions& options) {
  const TracedModel& model = *options.model;
  if (film.walk == Walk::fields) return fields_data(film, model);
  return film.walk == Walk::layers ? rows_data(options) : blocks_data(model, options.depth);
}

std::vector<PageFact> model_page_facts(const Film& film, const EncodeOptions& options) {
  const TracedModel& model = *options.model;
  if (film.walk == Walk::fields) {
    std::vector<std::string> maps;
    const MapStack stack = *stack_maps(model);
    for (std::size_t map = 0; map < stack.maps.size(); ++map) maps.push_back(words_of_map(stack, map));
    return {{"Layers", std::move(maps)}, {"Receptive field", {receptive_field_text(model)}}};
  }
  if (film.walk == Walk::layers) {
    std::vector<std::string> rows;
    for (const TileRow& row : feature_rows(model, *options.numbers)) rows.push_back(text_of_row(row));
    return {{"Layers", std::move(rows)}};
  }
  std::vector<std::string> blocks;
  for (const NetworkBlock& block : plan_network(model, options.depth).blocks) {
    blocks.push_back(text_of_block(model, block));
  }
  return {{"Blocks", std::move(blocks)}};
}

}  // namespace convarith
