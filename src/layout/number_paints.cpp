#include "number_paints.hpp"

#include <cstddef>
#include <utility>

#include "paint_box.hpp"

namespace convarith {
namespace {

/// Figures with numbers have many areas, with thin lines and letters on all of them: with all levels of their edges
/// they would have half as many colours again, and files some hundredths larger.
constexpr double kCoarseness = 1.35;

/// What the faint numbers of padding, and faint words, stand on.
std::vector<PaintId> areas_below_faint(const NumberPaints& paints, const NumberAreas& areas) {
  std::vector<PaintId> all;
  if (areas.padding) all.push_back(paints.padding);
  if (areas.faint_on_paper) all.push_back(kPaper);
  for (std::size_t i = 0; areas.faint_on_origins && i < Theme{}.origins.size(); ++i) {
    all.push_back(static_cast<PaintId>(paints.first_origin + i));
  }
  return all;
}

}  // namespace

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
  mixed.line = box.ink(theme.line, all, kCoarseness);
  mixed.ink = box.ink(theme.number, all, kCoarseness);
  const std::vector<PaintId> faint_on = areas_below_faint(mixed, areas);
  if (!faint_on.empty()) mixed.faint = box.ink(theme.faint, faint_on, kCoarseness);
  const std::vector<PaintId> accented = areas.accent_on_output_only ? std::vector{kPaper, mixed.output} : all;
  if (areas.accent) mixed.accent = box.ink(theme.accent, accented, kCoarseness);
  mixed.paints = std::move(box).take();
  return mixed;
}

}  // namespace convarith
