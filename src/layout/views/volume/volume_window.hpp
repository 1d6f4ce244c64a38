#pragma once

#include <utility>
#include <vector>

#include "arithmetic/walkthrough.hpp"
#include "layout/views/volume/volume_block.hpp"
#include "layout/views/volume/volume_paints.hpp"

namespace convarith {

/// The places that a step's window lies on.
struct WindowPlaces {
  std::vector<Cell> inputs;  ///< row by row
  std::vector<Cell> empty;   ///< padding or inserted zeros, from back to front
};

WindowPlaces places_of(const Step& step);

/// Whether any window lies on places without inputs.
bool has_empty_taps(const Walkthrough& walkthrough);

/// All cells, which come row by row, as one range where they are a rectangle without gaps, else each by itself.
std::vector<CellRange> ranges_of(const std::vector<Cell>& cells);

/// All cells of a block and of the window that lies on it, from back to front.
std::vector<std::pair<Cell, Look>> separate_cells(const Block& block, const WindowPlaces& window);

}  // namespace convarith
