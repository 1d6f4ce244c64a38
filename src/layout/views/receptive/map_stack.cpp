#include "layout/views/receptive/map_stack.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <string>
#include <utility>
#include <variant>

#include "layout/model_words.hpp"
#include "layout/shapes/cell_maps.hpp"
#include "layout/views/receptive/receptive_words.hpp"

namespace convarith {
namespace {

constexpr int kMostMaps = 32;
/// The most cells across a map, and the most places of padding at both of its sides together.
constexpr int kMostAcross = 64;

Problem refusal(std::string why, std::string hint) {
  return usage_problem("view", std::move(why), std::move(hint));
}

/// Whether every output of a layer is the input at the same place.
bool is_cell_by_cell(const TracedLayer& traced) {
  for (const AxisReach& reach : traced.effect.reaches.front()) {
    if (reach.input() != reach.output()) return false;
    for (int output = 0; output < reach.output(); ++output) {
      if (reach.taps_of(output) != std::vector<int>{output}) return false;
    }
  }
  return true;
}

/// Whether a map has an axis along each axis of the model's input, and no other.
bool has_axes_of_input(const TracedMap& map) {
  const auto is_missing = [](int place) { return place < 0; };
  return map.shape.sizes.size() == map.places.size() && std::none_of(map.places.begin(), map.places.end(), is_missing);
}

int rows_of(const TracedMap& map) {
  return map.lengths.size() > 1 ? map.lengths.front() : 1;
}

/// Returns the windows of a layer along an axis of the model's input, or nothing if it has none that move over a
/// padded map.
std::optional<Axis> moving_windows(const TracedLayer& traced, std::size_t axis) {
  const std::optional<Chain>& chain = traced.effect.chain;
  if (!chain || chain->front().transposed || chain->front().adaptive) return std::nullopt;
  return chain->front().axes()[static_cast<std::size_t>(traced.effect.output.places[axis])];
}

/// Returns what an output sees along an axis: the inputs that it depends on, and padding.
AxisPlaces places_seen_by(const AxisReach& reach, const std::optional<Axis>& windows, int output) {
  AxisPlaces places = reach.taps_of(output);
  for (int tap = 0; windows && tap < windows->kernel; ++tap) {
    places.push_back(output * windows->stride - windows->padding.before + tap * windows->dilation);
  }
  std::sort(places.begin(), places.end());
  places.erase(std::unique(places.begin(), places.end()), places.end());
  return places;
}

AxisSight sight_along(const TracedLayer& traced, std::size_t axis) {
  const AxisReach& reach = traced.effect.reaches.front()[axis];
  const std::optional<Axis> windows = moving_windows(traced, axis);
  AxisSight sight;
  for (int output = 0; output < reach.output(); ++output) {
    sight.places.push_back(places_seen_by(reach, windows, output));
    if (sight.places.back().empty()) continue;
    sight.padding.before = std::max(sight.padding.before, -sight.places.back().front());
    sight.padding.after = std::max(sight.padding.after, sight.places.back().back() - reach.input() + 1);
  }
  return sight;
}

/// Returns the layers from the first to the last one, as indices.
/// Errors: a layer joins branches, or makes no map.
Result<std::vector<std::size_t>> layers_in_a_row(const TracedModel& model) {
  std::vector<std::size_t> row;
  for (int at = static_cast<int>(model.trace.layers.size()) - 1; at >= 0;) {
    const auto index = static_cast<std::size_t>(at);
    const TracedLayer& traced = model.trace.layers[index];
    const std::string name = name_of_layer(model.layer(index));
    if (traced.sources.size() != 1) {
      return refusal(
          fmt::format("shows layers in a row, but {} joins {}", name,
                      traced.sources.size() == 2 ? "two branches" : fmt::format("{} branches", traced.sources.size())),
          "use --view network, or choose some layers with --only");
    }
    if (!has_axes_of_input(traced.effect.output)) {
      return refusal(fmt::format("shows maps, but {} makes {}", name,
                                 shape_words(traced.effect.output.shape, model.model.framework)),
                     "use --view network, or choose the layers before it with --only");
    }
    row.push_back(index);
    at = traced.sources.front();
  }
  std::reverse(row.begin(), row.end());
  return row;
}

/// Checks that a map is small enough to be drawn. `made_by` names the layer, or is empty for the model's input.
Status check_across(const TracedMap& map, const std::string& made_by) {
  const int across = *std::max_element(map.lengths.begin(), map.lengths.end());
  if (across <= kMostAcross) return ok();
  return refusal(fmt::format("draws maps of up to {} cells across, but {} has {}", kMostAcross,
                             made_by.empty() ? std::string("the input") : "the output of " + made_by, across),
                 "use a smaller -n, or --view network");
}

Status check_seen_padding(const StackedMap& map) {
  for (const AxisSight* sight : {&map.along_rows, &map.along_cols}) {
    const int places = sight->padding.before + sight->padding.after;
    if (places <= kMostAcross) continue;
    return refusal(
        fmt::format("draws up to {} places of padding, but {} sees {}", kMostAcross, name_of_layer(*map.layer), places),
        "use smaller kernels or dilations, or --view network");
  }
  return ok();
}

StackedMap map_made_by(const TracedLayer& traced, const ModelLayer& layer) {
  const TracedMap& output = traced.effect.output;
  StackedMap map{&layer, &traced, rows_of(output), output.lengths.back(), {}, {}};
  map.along_cols = sight_along(traced, output.lengths.size() - 1);
  map.along_rows = output.lengths.size() > 1 ? sight_along(traced, 0) : AxisSight{{{0}}, {}};
  return map;
}

/// Adds the maps above the input. Errors: a map is too large, or there are too many.
Status add_maps_of_layers(const TracedModel& model, const std::vector<std::size_t>& row, MapStack& stack) {
  for (const std::size_t index : row) {
    const TracedLayer& traced = model.trace.layers[index];
    const ModelLayer& layer = model.layer(index);
    if (Status drawable = check_across(traced.effect.output, name_of_layer(layer)); !drawable) return drawable;
    if (!traced.effect.chain && is_cell_by_cell(traced)) continue;
    stack.maps.push_back(map_made_by(traced, layer));
    if (Status drawable = check_seen_padding(stack.maps.back()); !drawable) return drawable;
  }
  const int maps = static_cast<int>(stack.maps.size());
  if (maps > kMostMaps) {
    return refusal(fmt::format("draws up to {} maps, but there are {}", kMostMaps, maps),
                   "use --view network, or choose some layers with --only");
  }
  if (maps > 1) return ok();
  return refusal("shows what convolutions and poolings see, but the model has none", "use --view network");
}

/// Returns what some cells see of the map below them. Padding sees nothing.
AxisPlaces seen_below(const AxisPlaces& cells, const AxisSight& sight) {
  AxisPlaces all;
  for (const int cell : cells) {
    if (cell < 0 || cell >= static_cast<int>(sight.places.size())) continue;
    const AxisPlaces& seen = sight.places[static_cast<std::size_t>(cell)];
    all.insert(all.end(), seen.begin(), seen.end());
  }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

}  // namespace

Sides MapStack::row_padding(std::size_t map) const {
  return map + 1 < maps.size() ? maps[map + 1].along_rows.padding : Sides{};
}

Sides MapStack::col_padding(std::size_t map) const {
  return map + 1 < maps.size() ? maps[map + 1].along_cols.padding : Sides{};
}

std::vector<SeenPlaces> MapStack::seen_by(Cell output) const {
  std::vector<SeenPlaces> seen(maps.size());
  seen.back() = {{output.row}, {output.col}};
  for (std::size_t map = maps.size() - 1; map > 0; --map) {
    seen[map - 1] = {seen_below(seen[map].rows, maps[map].along_rows),
                     seen_below(seen[map].cols, maps[map].along_cols)};
  }
  return seen;
}

int MapStack::most_across() const {
  int most = 0;
  for (const StackedMap& map : maps) most = std::max({most, map.rows, map.cols});
  return most;
}

CellMap cells_of_map(const MapStack& stack, std::size_t map, const Lattice& lattice) {
  CellMap cells;
  cells.kind = map == 0 ? CellMap::Kind::input : CellMap::Kind::output;
  cells.rows = {0, stack.maps[map].rows};
  cells.cols = {0, stack.maps[map].cols};
  cells.layer = static_cast<int>(map);
  return placed(cells, lattice);
}

Result<MapStack> stack_maps(const TracedModel& model) {
  const Result<std::vector<std::size_t>> row = layers_in_a_row(model);
  if (!row) return row.problems();
  if (row->empty()) return refusal("shows what layers see, but the model has none", "give the model some layers");
  const int source = model.trace.layers[row->front()].sources.front();
  const TracedMap& input = model.trace.map_of(source);
  const int dims = static_cast<int>(input.shape.sizes.size());
  if (dims < 1 || dims > 2) {
    return refusal(fmt::format("draws maps of one or two dimensions, but the input has {}", dims),
                   "use --view network");
  }
  if (Status drawable = check_across(input, {}); !drawable) return drawable.problems();
  MapStack stack{dims, source, {}};
  stack.maps.push_back({nullptr, nullptr, rows_of(input), input.lengths.back(), {}, {}});
  if (Status added = add_maps_of_layers(model, *row, stack); !added) return added.problems();
  return stack;
}

}  // namespace convarith
