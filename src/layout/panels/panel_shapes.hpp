#pragma once

#include <string>
#include <vector>

#include "arithmetic/operation.hpp"
#include "layout/panels/flat_map.hpp"

namespace convarith {

// Shapes and texts of panels with numbers.

/// Calls visit(place) for all cells of a map, row by row.
template <class Visit>
void for_each_place(const FlatMap& map, const Visit& visit) {
  for (int row = 0; row < map.rows(); ++row) {
    for (int col = 0; col < map.cols(); ++col) visit(Cell{row, col});
  }
}

/// Returns the cell of a tap in a map of its window. Taps are numbered row by row.
Cell cell_of_tap(std::size_t tap, const FlatMap& map);

/// Draws all cells of a map, each standing for itself.
void add_cells(DisplayList& shapes, const FlatMap& map, Role role, PaintId paint);

/// Draws the lines of a map: thin ones between its cells, a thick one around them.
void add_lines(DisplayList& shapes, const FlatMap& map, Role role, PaintId line, bool has_inner_grid = true);

/// Draws three dots around a point, for what is left out between panels. `way`: from the panel before to the one after
/// (bp).
void add_panel_dots(DisplayList& shapes, PaintId ink, Point middle, Point way);

// The sizes of maps and filters, written alike in all views: the number of sheets (channels, or filters of an output)
// comes first, then rows and columns, as in "3 × 6 × 6". A single sheet is not mentioned: "6 × 6".

std::string shape_text(int sheets, const std::vector<std::string>& lengths);
/// Returns the size of a map with this many sheets, or of a filter with this many channels.
std::string shape_text(const Operation& operation, int sheets, int Axis::*length);
/// Returns the size of all filters of a layer, such as "4 of 3 × 2 × 2".
std::string filters_text(const Operation& operation);
/// Returns the size of an input with this many channels, such as "(6+2) × (6+2)" with padding.
std::string input_shape_text(const Operation& operation, int channels);
/// Returns the size of an output with this many filters.
std::string output_shape_text(const Operation& operation, int filters);

}  // namespace convarith
