#pragma once

#include <utility>
#include <vector>

#include "arithmetic/walkthrough.hpp"
#include "layout/views/volume/volume_block.hpp"
#include "layout/views/volume/volume_paints.hpp"

namespace convarith {

/// The places on which a step's window lies.
struct WindowPlaces {
  std::vector<Cell> inputs;  ///< places with inputs, row by row
  std::vector<Cell> empty;   ///< places of padding or inserted zeros, from back to front
};

WindowPlaces places_of(const Step& step);

/// Whether any window lies on places without inputs.
bool has_empty_taps(const Walkthrough& walkthrough);

/// Returns `cells`, which must come row by row, as one range if they form a rectangle without gaps, otherwise as a
/// range for each cell.
std::vector<CellRange> ranges_of(const std::vector<Cell>& cells);

/// Returns all cells of a block and of the window that lies on it, from back to front.
std::vector<std::pair<Cell, Look>> separate_cells(const Block& block, const WindowPlaces& window);

}  // namespace convarith
