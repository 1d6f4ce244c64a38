#pragma once

#include "layout/drawing.hpp"
#include "layout/views/receptive/map_stack.hpp"
#include "layout/views/receptive/receptive_paints.hpp"

namespace convarith {

/// Draws two-dimensional maps as planes one above the other, as in the projection. `outputs` are the current ones, step
/// by step. The drawing has no texts yet.
Drawing draw_receptive_planes(const MapStack& stack, const ReceptivePaints& paints, const std::vector<Cell>& outputs);

}  // namespace convarith
