#pragma once

#include "layout/film.hpp"

namespace convarith {

/// An arrow from one point to another: a line and a solid head, whose tip is the other point. Of one that is shorter
/// than a head, the head is smaller.
void add_arrow(DisplayList& shapes, Role role, PaintId paint, Point from, Point to);

/// The same with a short bar across its beginning.
void add_barred_arrow(DisplayList& shapes, Role role, PaintId paint, Point from, Point to);

/// How wide (bp) an arrow's line is.
inline constexpr double kArrowLine = 1;

/// How far (bp) an arrow reaches to both sides of its line.
inline constexpr double kArrowReach = 2.6;

}  // namespace convarith
