#pragma once

#include <vector>

#include "layout/cell_choice.hpp"
#include "layout/drawing.hpp"
#include "layout/theme.hpp"
#include "layout/views/features/tile_rows.hpp"

namespace convarith {

/// Rows of tiles with what stands around them.
struct TileSheet {
  std::vector<TileRow> rows;
  TileTexts texts = {};
  bool is_still = false;       ///< whether all rows are there from the beginning, instead of one more in each step
  bool has_one_scale = false;  ///< whether all rows share their range of numbers
};

/// Draws rows of tiles as heat.
Drawing draw_tiles(TileSheet sheet, const CellChoice& choice, const Theme& theme);

}  // namespace convarith
