#include "layout/panels/kernel_panel.hpp"

#include <fmt/core.h>

#include "arithmetic/formula.hpp"
#include "layout/panels/heat_cells.hpp"
#include "layout/panels/panel_shapes.hpp"
#include "layout/shapes/cell_maps.hpp"
#include "layout/shapes/measures.hpp"

namespace convarith {

std::string kernel_title(const Walkthrough& walkthrough) {
  return walkthrough.cols().flipped ? "Kernel, flipped" : "Kernel";
}

namespace {

std::string caption_of(const Operation& operation, const std::string& shape) {
  if (operation.rows.dilation == 1 && operation.cols.dilation == 1) return shape;
  const bool are_alike = operation.dims == 1 || operation.rows.dilation == operation.cols.dilation;
  if (are_alike) return fmt::format("{}, d = {}", shape, operation.cols.dilation);
  return fmt::format("{}, d = {}", shape, map_size(operation, &Axis::dilation));
}

}  // namespace

std::string kernel_caption(const Operation& operation) {
  return caption_of(operation, filters_text(operation));
}

std::string filter_caption(const Operation& operation) {
  return caption_of(operation, shape_text(operation, group_of(operation, 0).channels, &Axis::kernel));
}

KernelPanel::KernelPanel(const Walkthrough& walkthrough, const Numbers& numbers, int filter)
    : walkthrough_(walkthrough),
      numbers_(numbers),
      filter_(filter),
      group_(group_of_filter(walkthrough.operation(), filter)),
      shown_(shown_sheets(group_.channels, kMostInStack)),
      sheets_(shown_, walkthrough.rows().taps, walkthrough.cols().taps,
              look().width_for(look().side > 0 ? std::vector<std::string>() : numbers.weight_texts()), {1, 1},
              look().size()) {}

Cell KernelPanel::weight_at(Cell place) const {
  return {walkthrough_.rows().tap(0, place.row).weight, walkthrough_.cols().tap(0, place.col).weight};
}

std::vector<CellMap> KernelPanel::maps() const {
  std::vector<CellMap> maps;
  for (int sheet = sheets_.sheets() - 1; sheet >= 0; --sheet) {
    const CellMap map = map_of_taps(CellMap::Kind::kernel, walkthrough_, filter_, channel_of(sheet));
    maps.push_back(placed(map, sheets_.sheet(sheet).lattice()));
  }
  return maps;
}

void KernelPanel::draw(Pen pen) const {
  const auto channel_of = [this](int sheet) {
    return group_.first_channel + shown_.numbers[static_cast<std::size_t>(sheet)];
  };
  const auto number_at = [&](int sheet, Cell place) {
    return numbers_.weight(weight_at(place), channel_of(sheet), filter_);
  };
  const auto scale_of = [&](int sheet) -> const HeatScale& {
    return numbers_.weight_scale(channel_of(sheet), filter_);
  };
  sheets_.for_each_shown([&](int sheet, Cell place) {
    const FlatMap& map = sheets_.sheet(sheet);
    if (look().is_heat) {
      const PaintId paint = pen.paints.heat.fill(scale_of(sheet), number_at(sheet, place));
      pen.add(heat_cell(map, Role::kernel_cell, place, place, paint));
    } else {
      pen.add(map.fill(Role::kernel_cell, place, place, pen.paints.kernel_of(channel_of(sheet))));
    }
    pen.shapes.back().sheet = channel_of(sheet);
  });
  sheets_.add_lines(pen.shapes, Role::kernel_grid, pen.paints.line, !look().is_heat);
  sheets_.add_dots(pen.shapes, pen.paints.line);
  if (!look().has_numbers) return;
  sheets_.for_each_shown([&](int sheet, Cell place) {
    const double number = number_at(sheet, place);
    const PaintId ink = look().is_heat ? pen.paints.heat.ink(scale_of(sheet), number) : pen.paints.ink;
    sheets_.sheet(sheet).number(pen.shapes, Role::weight_number, weight_at(place), place, ink,
                                numbers_.weight_text(number));
  });
}

}  // namespace convarith
