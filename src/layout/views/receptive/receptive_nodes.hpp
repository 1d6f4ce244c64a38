#pragma once

#include "layout/drawing.hpp"
#include "layout/views/receptive/map_stack.hpp"
#include "layout/views/receptive/receptive_paints.hpp"

namespace convarith {

/// Draws one-dimensional maps as rows of nodes one above the other, with lines from each node to those that it sees.
/// `outputs` are the current ones, step by step. The drawing has no texts yet.
///
/// Source of the form: van den Oord et al., WaveNet: a generative model for raw audio, 2016, figure 3.
Drawing draw_receptive_nodes(const MapStack& stack, const ReceptivePaints& paints, const std::vector<Cell>& outputs);

}  // namespace convarith
