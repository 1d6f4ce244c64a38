#pragma once

#include <span>
#include <string>
#include <vector>

#include "convarith/operation.hpp"
#include "flat_map.hpp"

namespace convarith {

// What panels of numbers are made of.

/// Row by row.
template <class Visit>
void for_each_place(const FlatMap& map, const Visit& visit) {
  for (int row = 0; row < map.rows(); ++row) {
    for (int col = 0; col < map.cols(); ++col) visit(Cell{row, col});
  }
}

/// Of a tap in a map of its window; taps come row by row.
Cell cell_of_tap(std::size_t tap, const FlatMap& map);

/// All cells of a map, each standing for itself.
void add_cells(DisplayList& shapes, const FlatMap& map, Role role, PaintId paint);

/// The lines of a map: thin ones between its cells, a thick one around.
void add_lines(DisplayList& shapes, const FlatMap& map, Role role, PaintId line);

/// Three dots around a point, for what is left out between panels; `way`: from the one before to the one after (bp).
void add_panel_dots(DisplayList& shapes, PaintId ink, Point middle, Point way);

/// "1 × 1 × 6 × 6": a tensor's lengths. Inputs and outputs have a batch of one in front.
std::string shape_text(std::span<const int> shape);
/// Of so many channels.
std::string input_shape_text(const Operation& operation, int channels);
/// Of so many filters.
std::string output_shape_text(const Operation& operation, int filters);

}  // namespace convarith
