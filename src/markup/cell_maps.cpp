#include "markup/cell_maps.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "arithmetic/stages.hpp"
#include "layout/panels/shown_sheets.hpp"
#include "layout/views/projection/projection_floors.hpp"

namespace convarith {
namespace {

using Kind = CellMap::Kind;
using Range = CellMap::Range;

bool is_near(Point a, Point b) {
  constexpr double tolerance = 0.01;  // bp
  return std::abs(a.x - b.x) < tolerance && std::abs(a.y - b.y) < tolerance;
}

bool is_upright(const CellMap& map) {
  return std::abs(map.right.y) < 1e-6 && std::abs(map.down.x) < 1e-6;
}

std::optional<Kind> kind_of(Role role) {
  switch (role) {
    case Role::input_cell:
    case Role::unvisited_input_cell:
    case Role::cropped_cell:
      return Kind::plane;
    case Role::output_cell:
    case Role::current_output:
    case Role::current_output_outline:
    case Role::result_cell:
      return Kind::output;
    case Role::kernel_cell:
      return Kind::kernel;
    case Role::product_cell:
      return Kind::product;
    case Role::region_cell:
      return Kind::window;
    default:
      return std::nullopt;
  }
}

/// The corners of a cell, from the lower left one on against the clock; none where a shape is no single cell.
std::optional<std::vector<Point>> corners_of(const Shape& shape) {
  std::vector<Point> corners;
  if (const auto* fill = std::get_if<Fill>(&shape.form)) corners = fill->polygon;
  if (const auto* stroke = std::get_if<Stroke>(&shape.form)) {
    if (stroke->paths.front().closed) corners = stroke->paths.front().points;
  }
  if (corners.size() != 4) return std::nullopt;
  return corners;
}

class Finder {
 public:
  Finder(const Film& film, const ShownLayers& shown);

  std::vector<CellMap> find() &&;

 private:
  /// What is known of a shape while it is looked at.
  struct Seen {
    const Shape& shape;
    std::vector<Point> corners;
    int layer;
  };

  const Walkthrough& first_layer() const { return shown_.layers.front(); }
  bool are_beside() const { return shown_.relation == ShownLayers::Relation::beside; }
  bool are_modes() const { return shown_.relation == ShownLayers::Relation::modes; }
  bool has_stages() const { return shown_.layers.size() > 1 && shown_.relation == ShownLayers::Relation::stages; }
  std::set<std::size_t> telling_steps() const;
  int layer_of_step(std::size_t step) const;
  void look_at(const DisplayList& shapes, int layer);
  void add_block_fronts(const Seen& seen);
  void add_cell(Kind kind, const Seen& seen);
  Cell place_of(Kind kind, const Seen& seen) const;
  void add(Kind kind, const Seen& seen, Cell place, int rows, int cols);
  void part_layers_beside();
  void part_modes();
  std::vector<CellMap*> maps_of(Kind kind);
  struct KernelOwner {
    int layer = 0;
    int filter = 0;
  };

  std::vector<KernelOwner> owners_of_kernels(bool all) const;
  void number_kernels();
  void number_blocks();
  void number_floors();
  void measure(CellMap& map) const;

  const Film& film_;
  const ShownLayers& shown_;
  bool has_dense_inputs_ = false;
  bool is_volume_ = false;
  bool is_first_step_ = true;
  std::vector<CellMap> maps_;
};

Finder::Finder(const Film& film, const ShownLayers& shown) : film_(film), shown_(shown) {
  for (const Shape& shape : film.scene(0)) {
    has_dense_inputs_ = has_dense_inputs_ || shape.role == Role::current_input_outline;
    is_volume_ = is_volume_ || (shape.role == Role::region_frame && shape.cell);
  }
}

/// In which everything is seen at least once, and it shows which stage it belongs to.
std::set<std::size_t> Finder::telling_steps() const {
  std::set<std::size_t> steps{0, film_.steps - 1};
  const std::size_t first_stage = first_layer().steps();
  if (has_stages() && first_stage < film_.steps) steps.insert({first_stage - 1, first_stage});
  return steps;
}

int Finder::layer_of_step(std::size_t step) const {
  return has_stages() && step >= first_layer().steps() ? 1 : 0;
}

std::vector<CellMap> Finder::find() && {
  for (const std::size_t step : telling_steps()) {
    is_first_step_ = step == 0;
    look_at(film_.scene(step), layer_of_step(step));
  }
  if (are_beside()) part_layers_beside();
  if (are_modes()) part_modes();
  number_kernels();
  number_blocks();
  number_floors();
  for (CellMap& map : maps_) measure(map);
  return std::move(maps_);
}

void Finder::look_at(const DisplayList& shapes, int layer) {
  for (const Shape& shape : shapes) {
    if (!shape.cell) continue;
    std::optional<std::vector<Point>> corners = corners_of(shape);
    if (!corners) continue;
    const Seen seen{shape, *std::move(corners), layer};
    if (is_volume_) {
      add_block_fronts(seen);
    } else if (const std::optional<Kind> kind = kind_of(shape.role)) {
      add_cell(*kind, seen);
    }
  }
}

/// Blocks are pointed at where their front is. It is told by frames, and of filters it is a rectangle.
void Finder::add_block_fronts(const Seen& seen) {
  const Walkthrough& walkthrough = shown_.layers[static_cast<std::size_t>(seen.layer)];
  const bool is_front = seen.corners[0].y == seen.corners[1].y && seen.corners[0].x == seen.corners[3].x;
  if (!is_front) return;
  if (seen.shape.role == Role::region_frame) {
    const Step step = walkthrough.step(0);
    const int cols = step.window_cols;
    const int rows = step.window_rows;
    if (seen.shape.cell == step.window) add(Kind::plane, seen, *seen.shape.cell, rows, cols);
  } else if (seen.shape.role == Role::current_output_outline) {
    add(Kind::output, seen, *seen.shape.cell, 1, 1);
  } else if (seen.shape.role == Role::kernel_cell && seen.layer == 0) {
    add(Kind::kernel, seen, {}, 1, 1);
  }
}

void Finder::add_cell(Kind kind, const Seen& seen) {
  if (kind == Kind::plane && has_dense_inputs_) kind = Kind::input;
  // They are numbered by the places of the first step's window.
  if (kind == Kind::window && !is_first_step_) return;
  add(kind, seen, place_of(kind, seen), 1, 1);
}

Cell Finder::place_of(Kind kind, const Seen& seen) const {
  const Walkthrough& walkthrough = first_layer();
  const Cell cell = *seen.shape.cell;
  const bool has_rows = walkthrough.operation().dims > 1;
  if (kind == Kind::plane) {
    return {has_rows ? walkthrough.rows().place_of(cell.row) : cell.row, walkthrough.cols().place_of(cell.col)};
  }
  if (kind != Kind::window) return cell;
  const Step step = walkthrough.step(0);
  return {(cell.row - step.window.row) / walkthrough.rows().dilation,
          (cell.col - step.window.col) / walkthrough.cols().dilation};
}

/// What `rows` x `cols` cells from `place` on tell of the map that they are in.
void Finder::add(Kind kind, const Seen& seen, Cell place, int rows, int cols) {
  CellMap map;
  map.kind = kind;
  map.right = (1.0 / cols) * (seen.corners[1] - seen.corners[0]);
  map.down = (1.0 / rows) * (seen.corners[0] - seen.corners[3]);
  map.origin =
      seen.corners[3] - (static_cast<double>(place.row) * map.down + static_cast<double>(place.col) * map.right);
  map.layer = seen.layer;
  map.sheet = seen.shape.sheet;
  map.rows = {0, place.row + 1};
  const auto known = std::find_if(maps_.begin(), maps_.end(), [&map](const CellMap& other) {
    return other.kind == map.kind && is_near(other.origin, map.origin) && is_near(other.right, map.right) &&
           is_near(other.down, map.down);
  });
  if (known == maps_.end()) {
    maps_.push_back(map);
  } else {
    known->rows.last = std::max(known->rows.last, map.rows.last);
  }
}

/// Of each kind the left one belongs to the first layer.
void Finder::part_layers_beside() {
  for (CellMap& map : maps_) {
    const bool has_left = std::any_of(maps_.begin(), maps_.end(), [&map](const CellMap& other) {
      return other.kind == map.kind && other.origin.x < map.origin.x;
    });
    map.layer = has_left ? 1 : 0;
  }
}

/// The panels of modes are drawn one after the other, each with a plane for every channel.
void Finder::part_modes() {
  int number = 0;
  for (CellMap& map : maps_) map.layer = number++ / first_layer().operation().channels;
}

/// Whose kernels are drawn, sheet by sheet: filter by filter, those of the first stage before the others. Equations
/// leave some of many out.
std::vector<Finder::KernelOwner> Finder::owners_of_kernels(bool all) const {
  std::vector<KernelOwner> owners;
  for (std::size_t layer = 0; layer < (has_stages() ? 2U : 1U); ++layer) {
    const Operation& operation = shown_.layers[layer].operation();
    const int channels = group_of(operation, 0).channels;
    const std::size_t sheets = shown_sheets(channels, all ? channels : kMostInStack).numbers.size();
    for (const int filter :
         all ? shown_sheets(operation.filters, operation.filters).numbers : filters_shown_apart(operation)) {
      owners.insert(owners.end(), sheets, {static_cast<int>(layer), filter});
    }
  }
  return owners;
}

/// Windows and products are drawn as kernels are.
void Finder::number_kernels() {
  if (is_volume_) return;
  const int sheets = group_of(first_layer().operation(), 0).channels;
  for (const Kind kind : {Kind::kernel, Kind::product, Kind::window}) {
    const std::vector<CellMap*> maps = maps_of(kind);
    std::vector<KernelOwner> owners = owners_of_kernels(true);
    if (maps.size() < owners.size()) owners = owners_of_kernels(false);
    for (std::size_t i = 0; i < maps.size(); ++i) {
      const KernelOwner owner = i < owners.size() ? owners[i] : KernelOwner{0, static_cast<int>(i) / sheets};
      maps[i]->layer = owner.layer;
      maps[i]->filter = owner.filter;
    }
  }
}

/// Blocks have all their sheets in one. Those of groups come first, group by group; then a stack of what they make, and
/// the filters of the next stage.
void Finder::number_blocks() {
  if (!is_volume_) return;
  for (CellMap& map : maps_) map.sheet = CellMap::kAllSheets;
  const std::vector<int> groups = shown_sheets(first_layer().operation().groups).numbers;
  for (const Kind kind : {Kind::plane, Kind::kernel, Kind::output}) {
    std::vector<CellMap*> maps = maps_of(kind);
    std::size_t of_groups = maps.size();
    if (kind == Kind::kernel && has_stages()) {
      of_groups -= std::min(of_groups, shown_sheets(shown_.layers[1].operation().filters).numbers.size());
      for (std::size_t i = of_groups; i < maps.size(); ++i) maps[i]->layer = 1;
    } else if (kind != Kind::kernel) {
      of_groups = groups.size();
    }
    for (std::size_t i = 0; groups.size() > 1 && i < of_groups; ++i) {
      maps[i]->group = groups[i * groups.size() / of_groups];
    }
  }
}

std::vector<CellMap*> Finder::maps_of(Kind kind) {
  std::vector<CellMap*> maps;
  for (CellMap& map : maps_) {
    if (map.kind == kind) maps.push_back(&map);
  }
  return maps;
}

/// The planes of a projection: floor by floor, on each a plane of each group.
void Finder::number_floors() {
  if (is_volume_) return;
  const Operation& operation = first_layer().operation();
  const int groups = groups_shown_apart(operation);
  const std::vector<int> columns = shown_sheets(groups).numbers;
  for (const Kind kind : {Kind::plane, Kind::input, Kind::output}) {
    const int per_group = (kind == Kind::output ? operation.filters : operation.channels) / groups;
    const std::vector<int> floors = shown_sheets(per_group).numbers;
    std::size_t number = 0;
    for (CellMap* map : maps_of(kind)) {
      if (are_beside()) map->sheet = CellMap::kAllSheets;
      if (is_upright(*map) || are_beside()) continue;
      const std::size_t floor = number / columns.size();
      const int column = columns[number++ % columns.size()];
      map->sheet = floor < floors.size() ? column * per_group + floors[floor] : CellMap::kAllSheets;
    }
  }
}

Range range_of_plane(const AxisWalk& axis) {
  return {std::min(0, axis.place_of(0)), std::max(axis.padded, axis.place_of(axis.input - 1) + 1)};
}

Range range_of(Kind kind, const AxisWalk& axis) {
  if (kind == Kind::plane) return range_of_plane(axis);
  if (kind == Kind::input) return {0, axis.input};
  return {0, kind == Kind::output ? axis.output : axis.taps};
}

/// The convolution beside a stamp has its inputs close together on its plane.
void take_for_plane(CellMap& map, const Walkthrough& walkthrough) {
  map.kind = Kind::plane;
  map.origin = map.origin - static_cast<double>(walkthrough.rows().place_of(0)) * map.down -
               static_cast<double>(walkthrough.cols().place_of(0)) * map.right;
}

/// What its sheet or its filter says, where that is known.
int group_of_map(const CellMap& map, const Operation& operation) {
  const bool has_filters = map.kind == Kind::output || map.filter != CellMap::kAllSheets;
  const int sheet = map.filter != CellMap::kAllSheets ? map.filter : map.sheet;
  if (map.group != CellMap::kAllSheets || sheet == CellMap::kAllSheets) return map.group;
  return sheet / ((has_filters ? operation.filters : operation.channels) / groups_shown_apart(operation));
}

void Finder::measure(CellMap& map) const {
  const Walkthrough& walkthrough = shown_.layers[static_cast<std::size_t>(map.layer)];
  if (map.kind == Kind::input && !walkthrough.operation().transposed) take_for_plane(map, walkthrough);
  map.cols = range_of(map.kind, walkthrough.cols());
  map.rows_are_channels = walkthrough.operation().dims == 1 && map.rows.last > 1;
  if (!map.rows_are_channels) map.rows = range_of(map.kind, walkthrough.rows());
  if (map.rows_are_channels) map.sheet = CellMap::kAllSheets;
  if (!is_volume_ || map.kind != Kind::kernel) {
    map.group = group_of_map(map, walkthrough.operation());
    return;
  }
  // Seen as a whole, and not cell by cell.
  map.right = (1.0 / map.cols.last) * map.right;
  map.down = (1.0 / map.rows.last) * map.down;
}

}  // namespace

std::vector<CellMap> find_cell_maps(const Film& film, const ShownLayers& shown) {
  return Finder(film, shown).find();
}

}  // namespace convarith
