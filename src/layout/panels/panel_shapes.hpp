#pragma once

#include <string>
#include <vector>

#include "arithmetic/operation.hpp"
#include "layout/panels/flat_map.hpp"

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

// How large maps and filters are, in all views alike: sheets (channels, or filters of an output) come first, then rows
// and columns: "3 × 6 × 6". A single sheet is not mentioned: "6 × 6".

std::string shape_text(int sheets, const std::vector<std::string>& lengths);
/// Of so many sheets of a map, or of a filter with so many channels.
std::string shape_text(const Operation& operation, int sheets, int Axis::*length);
/// "4 of 3 × 2 × 2": all filters of a layer.
std::string filters_text(const Operation& operation);
/// Of so many channels.
std::string input_shape_text(const Operation& operation, int channels);
/// Of so many filters.
std::string output_shape_text(const Operation& operation, int filters);

}  // namespace convarith
