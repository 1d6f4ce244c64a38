#pragma once

#include <cstddef>
#include <vector>

#include "arithmetic/walkthrough.hpp"
#include "layout/film.hpp"
#include "layout/theme.hpp"

namespace convarith {

/// The paints of a projection, which follow those of every view. Some are mixed only for figures that need them, so
/// that other figures have more shades.
struct ProjectionPaints {
  std::vector<Paint> paints;
  PaintId unvisited = kPaper;  ///< kPaper if all inputs are visited
  PaintId dropped = kPaper;    ///< kPaper if no window is dropped
  PaintId first_origin = kPaper;
  std::size_t origins = 0;
  PaintId numeral = kPaper;  ///< for numbers on inputs under the kernel

  /// Returns the paint for what comes from an input cell. It differs from the paints of neighbouring cells.
  PaintId origin(Cell source) const {
    const auto number = static_cast<std::size_t>(source.row) + 2 * static_cast<std::size_t>(source.col);
    return static_cast<PaintId>(first_origin + number % origins);
  }
};

/// Mixes the paints of a projection. `has_numbers`: whether there are numbers on the kernel's cells.
ProjectionPaints mix_projection_paints(const Walkthrough& walkthrough, const Theme& theme, bool has_numbers);

/// Whether every place of the plane holds an input.
bool is_full_of_inputs(const Walkthrough& walkthrough);

/// Whether every place along an axis, up to `end`, holds an input.
bool is_full(const AxisWalk& axis, int end);

}  // namespace convarith
