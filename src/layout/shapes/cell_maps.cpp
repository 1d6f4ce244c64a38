#include "layout/shapes/cell_maps.hpp"

#include <algorithm>

namespace convarith {
namespace {

CellMap::Range places_along(const AxisWalk& axis) {
  return {std::min(0, axis.place_of(0)), std::max(axis.padded, axis.place_of(axis.input - 1) + 1)};
}

/// Returns the independent group that a sheet belongs to.
int group_of_sheet(int sheet, int sheets, const Operation& operation) {
  if (sheet == CellMap::kAllSheets) return CellMap::kAllSheets;
  return sheet / (sheets / operation.independent_groups());
}

/// Returns a map of one channel. It has a group even if no filter is given.
CellMap of_channel(CellMap::Kind kind, const Operation& operation, int channel) {
  CellMap map;
  map.kind = kind;
  map.sheet = channel;
  map.group = group_of_sheet(channel, operation.channels, operation);
  return map;
}

}  // namespace

CellMap map_of_plane(const Walkthrough& walkthrough, int channel) {
  CellMap map = of_channel(CellMap::Kind::plane, walkthrough.operation(), channel);
  map.rows = places_along(walkthrough.rows());
  map.cols = places_along(walkthrough.cols());
  return map;
}

CellMap map_of_inputs(const Walkthrough& walkthrough, int channel) {
  CellMap map = of_channel(CellMap::Kind::input, walkthrough.operation(), channel);
  map.rows = {0, walkthrough.rows().input};
  map.cols = {0, walkthrough.cols().input};
  return map;
}

CellMap map_of_outputs(const Walkthrough& walkthrough, int filter) {
  CellMap map;
  map.kind = CellMap::Kind::output;
  map.rows = {0, walkthrough.rows().output};
  map.cols = {0, walkthrough.cols().output};
  map.sheet = filter;
  map.group = group_of_sheet(filter, walkthrough.operation().filters, walkthrough.operation());
  return map;
}

CellMap map_of_taps(CellMap::Kind kind, const Walkthrough& walkthrough, int filter, int channel) {
  CellMap map = of_channel(kind, walkthrough.operation(), channel);
  map.rows = {0, walkthrough.rows().taps};
  map.cols = {0, walkthrough.cols().taps};
  if (filter == CellMap::kAllSheets) return map;
  map.filter = filter;
  map.group = group_of_sheet(filter, walkthrough.operation().filters, walkthrough.operation());
  return map;
}

CellMap with_rows_of_channels(CellMap map, int channels) {
  if (channels == 1) return map;
  map.rows = {0, channels};
  map.rows_are_channels = true;
  map.sheet = CellMap::kAllSheets;
  if (map.filter == CellMap::kAllSheets) map.group = CellMap::kAllSheets;
  return map;
}

CellMap placed(CellMap map, const Lattice& lattice, Cell first) {
  map.origin = lattice.at(first.row, first.col);
  map.beside = lattice.at(first.row, first.col + 1);
  map.below = lattice.at(first.row + 1, first.col);
  return map;
}

CellMap map_of_block(const Box& box, std::size_t number) {
  CellMap map;
  map.kind = CellMap::Kind::block;
  map.origin = {box.left, box.top};
  map.beside = {box.right, box.top};
  map.below = {box.left, box.bottom};
  map.layer = static_cast<int>(number);
  return map;
}

std::vector<CellMap> of_layer(std::size_t number, std::vector<CellMap> maps) {
  for (CellMap& map : maps) map.layer = static_cast<int>(number);
  return maps;
}

void add_maps(const std::vector<CellMap>& more, std::vector<CellMap>& maps) {
  maps.insert(maps.end(), more.begin(), more.end());
}

}  // namespace convarith
