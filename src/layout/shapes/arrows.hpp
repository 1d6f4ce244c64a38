#pragma once

#include "layout/film.hpp"

namespace convarith {

/// Draws an arrow from one point to another: a line and a solid head, whose tip is at `to`. An arrow that is shorter
/// than a head gets a smaller head.
void add_arrow(DisplayList& shapes, Role role, PaintId paint, Point from, Point to);

/// Draws the head of such an arrow without its line.
void add_arrow_head(DisplayList& shapes, Role role, PaintId paint, Point from, Point to);

/// Draws an arrow with a short bar across its beginning.
void add_barred_arrow(DisplayList& shapes, Role role, PaintId paint, Point from, Point to);

/// Width of an arrow's line, in bp.
inline constexpr double kArrowLine = 1;

/// Length of an arrow's head, in bp.
inline constexpr double kArrowHead = 5.6;

/// How far an arrow reaches to each side of its line, in bp.
inline constexpr double kArrowReach = 2.6;

}  // namespace convarith
