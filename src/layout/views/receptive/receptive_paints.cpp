#include "layout/views/receptive/receptive_paints.hpp"

#include <algorithm>
#include <utility>

#include "layout/shapes/paint_box.hpp"
#include "layout/shapes/tints.hpp"

namespace convarith {
namespace {

/// The most steps from the colour of inputs to that of outputs, as each takes shades of the palette.
constexpr std::size_t kMostSteps = 5;

constexpr double kFaintLines = 0.32;      // share of the lines' colour in faint lines
constexpr double kCoarseProjector = 1.3;  // see Paint::coarseness

}  // namespace

double tint_of_map(std::size_t map, std::size_t highest) {
  const std::size_t steps = std::min(highest, kMostSteps);
  const std::size_t step = map * steps / highest;
  return static_cast<double>(step) / static_cast<double>(steps);
}

ReceptivePaints mix_receptive_paints(const MapStack& stack, const Theme& theme) {
  ReceptivePaints mixed;
  PaintBox box(theme.paper);
  std::vector<PaintId> areas{kPaper};
  const std::size_t highest = stack.maps.size() - 1;
  for (std::size_t map = 0; map <= highest; ++map) {
    mixed.maps.push_back(box.area(between(theme.input, theme.output, tint_of_map(map, highest)), kThick));
    areas.push_back(mixed.maps.back());
  }
  mixed.shade = box.glaze(theme.shade, theme.shade_opacity, areas);
  mixed.line = box.ink(theme.line, areas);
  // A line to a node ends under it.
  const std::vector<PaintId> crossed = stack.dims == 1 ? std::vector<PaintId>{kPaper} : areas;
  mixed.projector = box.ink(theme.projector, crossed, kCoarseProjector);
  if (stack.dims == 1) mixed.faint = box.ink(between(theme.paper, theme.line, kFaintLines), {kPaper});
  mixed.paints = std::move(box).take();
  return mixed;
}

}  // namespace convarith
