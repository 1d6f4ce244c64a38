#pragma once

#include <cstddef>
#include <vector>

#include "arithmetic/walkthrough.hpp"
#include "layout/cell_map.hpp"
#include "layout/shapes/box.hpp"
#include "layout/shapes/lattice.hpp"

namespace convarith {

// Maps of a layer's cells. Channels and filters are counted through all groups; a map without a channel or filter
// stands for all of them.

/// Returns the map of inputs on their plane, from the first place that is shown to the last.
CellMap map_of_plane(const Walkthrough& walkthrough, int channel = CellMap::kAllSheets);
CellMap map_of_inputs(const Walkthrough& walkthrough, int channel = CellMap::kAllSheets);
CellMap map_of_outputs(const Walkthrough& walkthrough, int filter = CellMap::kAllSheets);
/// `kind`: kernel, product or window.
CellMap map_of_taps(CellMap::Kind kind, const Walkthrough& walkthrough, int filter = CellMap::kAllSheets,
                    int channel = CellMap::kAllSheets);

/// Gives the map of a one-dimensional layer a row for each channel, if there are several, instead of a single row.
CellMap with_rows_of_channels(CellMap map, int channels);

/// Places a map so that its cell {0, 0} lies on the place `first` of a lattice.
CellMap placed(CellMap map, const Lattice& lattice, Cell first = {});

/// Returns the map of a block of a model: a single cell, which is the box around all that is seen of it. `number` is
/// the block's.
CellMap map_of_block(const Box& box, std::size_t number);

/// Assigns maps to the layer with this index among those that the figure shows.
std::vector<CellMap> of_layer(std::size_t number, std::vector<CellMap> maps);

/// Adds `more` above the maps in `maps`.
void add_maps(const std::vector<CellMap>& more, std::vector<CellMap>& maps);

}  // namespace convarith
