#pragma once

#include <cstddef>
#include <vector>

#include "arithmetic/model/traced_model.hpp"
#include "arithmetic/walkthrough.hpp"
#include "convarith/result.hpp"
#include "layout/cell_map.hpp"
#include "layout/shapes/lattice.hpp"

namespace convarith {

/// Places along one axis of a map, in ascending order. Those outside of the map are padding.
using AxisPlaces = std::vector<int>;

/// How the cells of a map see the map below it, along one axis.
struct AxisSight {
  std::vector<AxisPlaces> places;  ///< what each cell of the upper map sees
  Sides padding;                   ///< padding around the lower map, as far as any cell sees it
};

/// A map in a stack.
struct StackedMap {
  const ModelLayer* layer = nullptr;    ///< the layer that makes it; null for the model's input
  const TracedLayer* traced = nullptr;  ///< the same layer with its sizes
  int rows = 1;
  int cols = 1;
  // How its cells see the map below it; empty for the model's input.
  AxisSight along_rows;
  AxisSight along_cols;

  bool has(Cell place) const { return place.row >= 0 && place.row < rows && place.col >= 0 && place.col < cols; }
};

/// What one output cell sees of a map: all places in these rows and columns.
struct SeenPlaces {
  AxisPlaces rows;
  AxisPlaces cols;

  bool empty() const { return rows.empty() || cols.empty(); }
  // The smallest block around the places, which must not be empty.
  Cell first() const { return {rows.front(), cols.front()}; }
  int block_rows() const { return rows.back() - rows.front() + 1; }
  int block_cols() const { return cols.back() - cols.front() + 1; }
};

/// The maps on the way from a model's input to its last layer. Layers that see cell by cell what they put out, such as
/// activations, are left out. It refers to the model.
struct MapStack {
  int dims = 2;
  int input = -1;                ///< the model's input that they begin with, as in TracedLayer::sources
  std::vector<StackedMap> maps;  ///< from the model's input up; at least two

  /// Returns the padding around a map, as the cells of the map above it see it.
  Sides row_padding(std::size_t map) const;
  Sides col_padding(std::size_t map) const;
  /// Returns what an output cell sees of each map. Of the highest it sees itself.
  std::vector<SeenPlaces> seen_by(Cell output) const;
  /// Returns the most rows or columns that any of the maps has.
  int most_across() const;
};

/// Returns the cells of a map, for interactive pages. The lattice says where they are.
CellMap cells_of_map(const MapStack& stack, std::size_t map, const Lattice& lattice);

/// Returns the maps of a model. Errors: `where` is "view"; its layers are not all in a row, they don't all make maps of
/// one or two dimensions, or the maps are too many or too large to be drawn.
Result<MapStack> stack_maps(const TracedModel& model);

}  // namespace convarith
