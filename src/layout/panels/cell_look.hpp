#pragma once

#include <span>
#include <string>

#include "layout/cell_choice.hpp"
#include "layout/panels/flat_map.hpp"

namespace convarith {

/// How the cells of some maps look.
struct CellLook {
  bool is_heat = false;     ///< cells are coloured by their numbers, and have no lines between them
  bool has_numbers = true;  ///< numbers are written in the cells
  double side = 0;          ///< side of square cells, bp; 0: cells are as high as usual, and as wide as numbers require

  NumberSize size() const;
  /// Returns how many cells maps behind each other look out, so that they are seen.
  int least_shift() const;
  /// Returns the width (bp) of cells with some numbers.
  double width_for(std::span<const std::string> numbers) const;
};

/// Returns the look of maps with at most `longest` cells along a side and with some numbers.
CellLook look_of(CellKind kind, int longest, std::span<const std::string> numbers);

}  // namespace convarith
