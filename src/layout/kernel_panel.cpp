#include "kernel_panel.hpp"

#include <fmt/core.h>

#include "convarith/formula.hpp"
#include "measures.hpp"
#include "panel_shapes.hpp"

namespace convarith {

std::string kernel_title(const Walkthrough& walkthrough) {
  return walkthrough.cols().flipped ? "Kernel, flipped" : "Kernel";
}

std::string kernel_caption(const Operation& operation) {
  std::string shape = shape_text(weight_shape(operation));
  if (operation.rows.dilation == 1 && operation.cols.dilation == 1) return shape;
  const bool are_alike = operation.dims == 1 || operation.rows.dilation == operation.cols.dilation;
  if (are_alike) return fmt::format("{}, d = {}", shape, operation.cols.dilation);
  return fmt::format("{}, d = {}", shape, map_size(operation, &Axis::dilation));
}

KernelPanel::KernelPanel(const Walkthrough& walkthrough, const Numbers& numbers)
    : walkthrough_(walkthrough),
      numbers_(numbers),
      map_(walkthrough.rows().taps, walkthrough.cols().taps, cell_width_for(numbers.weight_texts(), {})) {}

Cell KernelPanel::weight_at(Cell place) const {
  return {walkthrough_.rows().tap(0, place.row).weight, walkthrough_.cols().tap(0, place.col).weight};
}

void KernelPanel::draw(const NumberPaints& paints, DisplayList& shapes) const {
  add_cells(shapes, map_, Role::kernel_cell, paints.kernel);
  add_lines(shapes, map_, Role::kernel_grid, paints.line);
  for_each_place(map_, [&](Cell place) {
    const Cell weight = weight_at(place);
    map_.number(shapes, Role::weight_number, weight, place, paints.ink, numbers_.weight_text(numbers_.weight(weight)));
  });
}

}  // namespace convarith
