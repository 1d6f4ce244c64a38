#pragma once

#include <functional>
#include <string>

#include "layout/drawing.hpp"
#include "layout/heat/heat_paints.hpp"
#include "layout/panels/flat_map.hpp"

namespace convarith {

/// Returns a cell whose colour says its number. It reaches a little under the lines of the cells to its left and above,
/// which must have been drawn before, so that no paper shines through between them. `first` is the place of the first
/// such cell.
Shape heat_cell(const FlatMap& map, Role role, Cell cell, Cell place, PaintId paint, Cell first = {});

/// Draws a map of numbers as heat, row by row. `number_at` returns the number of a cell.
void add_heat(DisplayList& shapes, const FlatMap& map, Role role, const HeatPaints& paints, const HeatScale& scale,
              const std::function<double(Cell)>& number_at);

/// Draws the lines between cells that are to come. Those that come later cover them, so that none is taken for one that
/// is as light as the paper. Cells too small for lines have none.
void add_cells_to_come(DisplayList& shapes, const FlatMap& map, Role role, PaintId line, Cell place, int rows,
                       int cols);

/// A frame around cells of heat.
struct HeatFrame {
  Role role = Role::region_frame;
  PaintId line = kPaper;
  double width = FlatMap::kBold;
  bool is_dashed = false;
};

/// Draws a frame just outside of a box, with a casing in the paper's colour, so that it is seen on any colour.
void add_cased_frame(DisplayList& shapes, const Box& box, const HeatFrame& frame, PaintId casing);

/// Width (bp) of what is seen of casings on each side of their lines.
inline constexpr double kHeatCasing = 0.7;

/// Returns the key of a scale: its colours as a bar, with the numbers at its ends. If each map has its own range, words
/// take the place of the numbers.
Key heat_key(std::string text, const HeatScale& scale, bool is_per_map, const HeatPaints& paints, PaintId line);

}  // namespace convarith
