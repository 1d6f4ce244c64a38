#pragma once

#include <cstddef>
#include <vector>

#include "layout/film.hpp"
#include "layout/theme.hpp"
#include "layout/views/receptive/map_stack.hpp"

namespace convarith {

/// The paints of a stack of maps. Their colours lead from that of inputs to that of outputs.
struct ReceptivePaints {
  std::vector<Paint> paints;
  std::vector<PaintId> maps;  ///< of each map's cells, from the model's input up
  PaintId shade = kPaper;
  PaintId line = kPaper;
  PaintId projector = kPaper;
  PaintId faint = kPaper;  ///< lines between cells that the current output does not see; one-dimensional models only

  PaintId of_map(std::size_t map) const { return maps[map]; }
};

/// Returns how far a map's colour is on the way from that of inputs to that of outputs, 0 to 1. Neighbouring maps of
/// many share a colour.
double tint_of_map(std::size_t map, std::size_t highest);

ReceptivePaints mix_receptive_paints(const MapStack& stack, const Theme& theme);

}  // namespace convarith
