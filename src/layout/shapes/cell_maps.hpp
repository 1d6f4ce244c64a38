#pragma once

#include <cstddef>
#include <vector>

#include "arithmetic/walkthrough.hpp"
#include "layout/cell_map.hpp"
#include "layout/shapes/lattice.hpp"

namespace convarith {

// The maps of a layer's cells. Channels and filters are counted through all groups; without one, a map is of all.

/// Inputs on their plane, from the first place that is shown to the last.
CellMap map_of_plane(const Walkthrough& walkthrough, int channel = CellMap::kAllSheets);
CellMap map_of_inputs(const Walkthrough& walkthrough, int channel = CellMap::kAllSheets);
CellMap map_of_outputs(const Walkthrough& walkthrough, int filter = CellMap::kAllSheets);
/// `kind`: kernel, product or window.
CellMap map_of_taps(CellMap::Kind kind, const Walkthrough& walkthrough, int filter = CellMap::kAllSheets,
                    int channel = CellMap::kAllSheets);

/// With a row for each channel of a one-dimensional layer, if there are several, instead of the row of one.
CellMap with_rows_of_channels(CellMap map, int channels);

/// In its place: cell {0, 0} lies on this place of a lattice.
CellMap placed(CellMap map, const Lattice& lattice, Cell first = {});

/// As those of another layer than the first that a figure shows.
std::vector<CellMap> of_layer(std::size_t number, std::vector<CellMap> maps);

/// Adds maps to others, above them.
void add_maps(const std::vector<CellMap>& more, std::vector<CellMap>& maps);

}  // namespace convarith
