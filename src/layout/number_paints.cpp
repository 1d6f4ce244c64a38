#include "number_paints.hpp"

#include <cstddef>
#include <utility>

#include "paint_box.hpp"

namespace convarith {

PaintId NumberPaints::origin(Cell cell) const {
  const auto number = static_cast<std::size_t>(cell.row) * 2 + static_cast<std::size_t>(cell.col);
  return static_cast<PaintId>(first_origin + number % Theme{}.origins.size());
}

NumberPaints mix_number_paints(const Theme& theme, const NumberAreas& areas) {
  NumberPaints mixed;
  PaintBox box(theme.paper);
  std::vector<PaintId> all{kPaper};
  std::vector<PaintId> tapped;
  const auto add = [&](bool is_there, Colour colour) {
    if (!is_there) return kPaper;
    all.push_back(box.area(colour));
    return all.back();
  };
  mixed.input = add(areas.input, theme.input);
  mixed.padding = add(areas.padding, theme.padding);
  mixed.unvisited = add(areas.unvisited, theme.unvisited);
  for (const PaintId area : {mixed.input, mixed.padding, mixed.unvisited}) {
    if (area != kPaper) tapped.push_back(area);
  }
  if (areas.shade_on_paper) tapped.push_back(kPaper);
  mixed.kernel = add(areas.kernel, theme.kernel);
  mixed.product = add(areas.product, theme.product);
  mixed.output = add(areas.output, theme.output);
  mixed.lost = add(areas.lost, theme.lost);
  if (areas.origins) {
    for (const Colour& colour : theme.origins) {
      const PaintId origin = add(true, colour);
      if (mixed.first_origin == kPaper) mixed.first_origin = origin;
    }
  }
  if (areas.shade) mixed.shade = box.glaze(theme.shade, theme.shade_opacity, tapped, 0.5);
  mixed.line = box.ink(theme.line, all);
  mixed.ink = box.ink(theme.number, all);
  const std::vector<PaintId> faint_on =
      areas.padding ? std::vector<PaintId>{mixed.padding} : std::vector<PaintId>{kPaper};
  mixed.faint = box.ink(theme.faint, faint_on);
  mixed.accent = box.ink(theme.accent, all);
  mixed.paints = std::move(box).take();
  return mixed;
}

}  // namespace convarith
