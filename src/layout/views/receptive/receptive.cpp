#include "layout/views/receptive/receptive.hpp"

#include <fmt/core.h>

#include <vector>

#include "layout/views/receptive/map_stack.hpp"
#include "layout/views/receptive/receptive_nodes.hpp"
#include "layout/views/receptive/receptive_paints.hpp"
#include "layout/views/receptive/receptive_planes.hpp"
#include "layout/views/receptive/receptive_words.hpp"

namespace convarith {
namespace {

/// The most cells across the maps of a model for which this is the usual view.
constexpr int kMostUsual = 32;

/// Returns the output cell that is asked for. A single number is that of a row of cells, or of row and column.
Cell cell_of(const PerAxis& asked, const MapStack& stack) {
  return {stack.dims == 1 ? 0 : asked.rows, asked.cols};
}

Status check_cell(const PerAxis& asked, const MapStack& stack) {
  if (asked.given == 3 || (asked.given == 2 && stack.dims == 1)) {
    return usage_problem("cell", fmt::format("has {} numbers, but the output has {}", asked.given,
                                             stack.dims == 1 ? "one axis" : "two axes"));
  }
  const StackedMap& output = stack.maps.back();
  const Cell cell = cell_of(asked, stack);
  if (output.has(cell)) return ok();
  if (stack.dims == 1) {
    return usage_problem("cell", fmt::format("there is no output {}", cell.col),
                         fmt::format("the output has {} cells, 0 to {}", output.cols, output.cols - 1));
  }
  return usage_problem("cell", fmt::format("there is no output {},{}", cell.row, cell.col),
                       fmt::format("the output has {} × {} cells, 0,0 to {},{}", output.rows, output.cols,
                                   output.rows - 1, output.cols - 1));
}

/// Returns the current output of each step: all of them, row by row, or the one that is asked for.
std::vector<Cell> shown_outputs(const MapStack& stack, const FigureOptions& options) {
  if (options.cell) return {cell_of(*options.cell, stack)};
  std::vector<Cell> outputs;
  for (int row = 0; row < stack.maps.back().rows; ++row) {
    for (int col = 0; col < stack.maps.back().cols; ++col) outputs.push_back({row, col});
  }
  return outputs;
}

/// Returns how many cells of a map come before a cell, row by row.
std::size_t index_of(Cell cell, const StackedMap& map) {
  return static_cast<std::size_t>(cell.row) * static_cast<std::size_t>(map.cols) + static_cast<std::size_t>(cell.col);
}

}  // namespace

Status check_receptive(const Subject& subject, const FigureOptions& options) {
  if (!subject.model) return usage_problem("view", "shows a whole model", "give several layers, or --model");
  const Result<MapStack> stack = stack_maps(*subject.model);
  if (!stack) return stack.problems();
  return options.cell ? check_cell(*options.cell, *stack) : ok();
}

bool is_usually_receptive(const Subject& subject) {
  if (!subject.model) return false;
  const Result<MapStack> stack = stack_maps(*subject.model);
  return stack && stack->most_across() <= kMostUsual;
}

Drawing draw_receptive(const Subject& subject, const FigureOptions& options, const Theme& theme) {
  const MapStack stack = *stack_maps(*subject.model);
  const ReceptivePaints paints = mix_receptive_paints(stack, theme);
  const std::vector<Cell> outputs = shown_outputs(stack, options);
  Drawing drawing =
      stack.dims == 1 ? draw_receptive_nodes(stack, paints, outputs) : draw_receptive_planes(stack, paints, outputs);
  drawing.film.walk = Walk::fields;
  drawing.film.first_output = index_of(outputs.front(), stack.maps.back());
  drawing.ink = paints.line;
  drawing.keys = receptive_keys(stack, paints);
  drawing.parameters = labels_of_maps(stack);
  drawing.formulas = {receptive_field_text(*subject.model)};
  return drawing;
}

}  // namespace convarith
