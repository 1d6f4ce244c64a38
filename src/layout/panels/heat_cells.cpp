#include "layout/panels/heat_cells.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "layout/panels/number_text.hpp"
#include "layout/panels/panel_shapes.hpp"

namespace convarith {
namespace {

// In bp.
constexpr double kSmallestWithLines = 4;
constexpr double kSmallFrame = 6;  // frames of smaller boxes have thinner lines, without dashes
constexpr double kLineOfSmallFrame = 1;

/// How far cells reach under their neighbours: at most a pixel at the usual resolution, and little of small cells.
double overlap_of(const FlatMap& map) {
  return std::min(72.0 / 150, map.cell_height() / 10);  // bp
}

}  // namespace

Shape heat_cell(const FlatMap& map, Role role, Cell cell, Cell place, PaintId paint, Cell first) {
  Box box = map.box_of(place, 1, 1);
  if (place.col > first.col) box.left -= overlap_of(map);
  if (place.row > first.row) box.top += overlap_of(map);
  return {role, cell, paint, Fill{box.corners()}};
}

void add_heat(DisplayList& shapes, const FlatMap& map, Role role, const HeatPaints& paints, const HeatScale& scale,
              const std::function<double(Cell)>& number_at) {
  for_each_place(map, [&](Cell place) {
    shapes.push_back(heat_cell(map, role, place, place, paints.fill(scale, number_at(place))));
  });
}

void add_cells_to_come(DisplayList& shapes, const FlatMap& map, Role role, PaintId line, Cell place, int rows,
                       int cols) {
  if (map.cell_height() < kSmallestWithLines || (rows == 1 && cols == 1)) return;
  shapes.push_back(map.inner_grid(role, line, place, rows, cols));
}

void add_cased_frame(DisplayList& shapes, const Box& box, const HeatFrame& frame, PaintId casing) {
  const bool is_small = std::min(box.width(), box.height()) < kSmallFrame;
  const double width = is_small ? std::min(frame.width, kLineOfSmallFrame) : frame.width;
  const Box middle = box.grown(width / 2);
  shapes.push_back(
      {Role::frame_casing, std::nullopt, casing, Stroke{{{middle.corners(), true}}, width + 2 * kHeatCasing, 0}});
  if (frame.is_dashed && !is_small) return add_dashed_box(shapes, frame.role, frame.line, middle, width);
  shapes.push_back({frame.role, std::nullopt, frame.line, Stroke{{{middle.corners(), true}}, width, 0}});
}

Key heat_key(std::string text, const HeatScale& scale, bool is_per_map, const HeatPaints& paints, PaintId line) {
  Key key{std::move(text), {}, {}, line};
  key.bar = ColourBar{paints.levels_of(scale), "min", "max"};
  if (is_per_map) return key;
  const std::array ends{scale.range().least, scale.range().most};
  const int decimals = decimals_of(ends, std::nullopt);
  key.bar->least = number_text(ends[0], decimals);
  key.bar->most = number_text(ends[1], decimals);
  return key;
}

}  // namespace convarith
