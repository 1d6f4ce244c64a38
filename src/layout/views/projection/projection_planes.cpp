#include "layout/views/projection/projection_planes.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "layout/shapes/measures.hpp"
#include "layout/shapes/swatches.hpp"
#include "layout/text/typesetting.hpp"

namespace convarith {

int end_of(const AxisWalk& axis) {
  const int last = axis.output - 1;
  return std::max({axis.padded, axis.window(last) + axis.extent_of(last), axis.place_of(axis.input - 1) + 1});
}

Span drawn_span(const AxisWalk& axis) {
  return {std::min(0, axis.place_of(0)), std::max(axis.plane, axis.place_of(axis.input - 1) + 1)};
}

ProjectionPlanes::ProjectionPlanes(const Walkthrough& walkthrough, ProjectionPaints paints, bool has_numbers)
    : walkthrough_(walkthrough),
      has_numbers_(has_numbers),
      visits_(walkthrough.operation()),
      paints_(std::move(paints)) {}

/// Returns the inputs along one axis that the plane shows or, if `shown` is false, those that it cuts off. Inputs that
/// touch form one run; others are runs of their own.
std::vector<ProjectionPlanes::Run> ProjectionPlanes::runs_of_inputs(const AxisWalk& axis, bool shown) {
  std::vector<Run> runs;
  for (int i = 0; i < axis.input; ++i) {
    if (axis.shows(i) != shown) continue;
    const int place = axis.place_of(i);
    if (!runs.empty() && runs.back().place + runs.back().length == place) {
      ++runs.back().length;
    } else {
      runs.push_back({place, 1});
    }
  }
  return runs;
}

/// Returns the dropped window, placed where ceil_mode would have it. Along an axis without a dropped window it is where
/// the last window is.
std::optional<ProjectionPlanes::Block> ProjectionPlanes::dropped_window() const {
  const AxisWalk& rows = walkthrough_.rows();
  const AxisWalk& cols = walkthrough_.cols();
  if (!rows.dropped && !cols.dropped) return std::nullopt;
  return Block{
      {rows.dropped.value_or(rows.window(rows.output - 1)), cols.dropped.value_or(cols.window(cols.output - 1))},
      rows.extent_of(rows.output - 1),
      cols.extent_of(cols.output - 1)};
}

std::vector<Point> ProjectionPlanes::corners_of_input(const Lattice& place) const {
  const AxisWalk& rows = walkthrough_.rows();
  const AxisWalk& cols = walkthrough_.cols();
  const Cell first_input{rows.place_of(0), cols.place_of(0)};
  std::vector<Block> blocks{{{0, 0}, std::min(rows.plane, end_of(rows)), std::min(cols.plane, end_of(cols))},
                            {first_input, rows.place_of(rows.input - 1) + 1 - first_input.row,
                             cols.place_of(cols.input - 1) + 1 - first_input.col}};
  if (const std::optional<Block> dropped = dropped_window()) blocks.push_back(*dropped);
  std::vector<Point> corners;
  for (const Block& block : blocks) {
    const auto four = place.corners(block.first, block.rows, block.cols);
    corners.insert(corners.end(), four.begin(), four.end());
  }
  return corners;
}

void ProjectionPlanes::add_input(const Lattice& place, DisplayList& shapes) const {
  add_padding(place, shapes);
  add_dropped_window(place, shapes);
  add_cropped_inputs(place, shapes);
  add_shown_inputs(place, shapes);
  // Numbers on top of marks would be unreadable.
  if (!has_numbers_) add_source_marks(place, shapes);
}

void ProjectionPlanes::add_backing(const Lattice& place, DisplayList& shapes) const {
  const int rows = walkthrough_.rows().padded;
  const int cols = walkthrough_.cols().padded;
  if (is_full(walkthrough_.rows(), rows) && is_full(walkthrough_.cols(), cols)) return;
  shapes.push_back({Role::canvas, std::nullopt, swatch::paper, Fill{place.block({}, rows, cols)}});
}

/// Draws the plane's dashed grid, over padding in the tint of the inputs that it copies. The plane ends with the
/// padding, although ceil_mode may let windows reach beyond it.
void ProjectionPlanes::add_padding(const Lattice& place, DisplayList& shapes) const {
  const int rows = walkthrough_.rows().padded;
  const int cols = walkthrough_.cols().padded;
  for (int row = 0; row < rows; ++row) {
    for (int col = 0; col < cols; ++col) {
      const std::optional<Cell> source = walkthrough_.source_of({row, col});
      if (!source) continue;
      shapes.push_back(cell_fill(Role::padded_cell, *source, paints_.origin(*source), place.cell({row, col})));
    }
  }
  shapes.push_back({Role::plane_grid, std::nullopt, swatch::line, Stroke{place.grid({}, rows, cols), kThick, kDash}});
}

void ProjectionPlanes::add_dropped_window(const Lattice& place, DisplayList& shapes) const {
  const std::optional<Block> window = dropped_window();
  if (!window) return;
  const auto [lower_left, lower_right, upper_left, upper_right] =
      place.corners(window->first, window->rows, window->cols);
  std::vector<Stroke::Path> paths{{place.block(window->first, window->rows, window->cols), true},
                                  {{lower_left, upper_right}},
                                  {{upper_left, lower_right}}};
  shapes.push_back({Role::dropped_window, std::nullopt, paints_.dropped, Stroke{std::move(paths), kThick, 0}});
}

void ProjectionPlanes::add_cropped_inputs(const Lattice& place, DisplayList& shapes) const {
  const std::vector<Run> shown_rows = runs_of_inputs(walkthrough_.rows());
  const std::vector<Run> shown_cols = runs_of_inputs(walkthrough_.cols());
  const std::vector<Run> cropped_rows = runs_of_inputs(walkthrough_.rows(), false);
  const std::vector<Run> cropped_cols = runs_of_inputs(walkthrough_.cols(), false);
  // Neighbouring blocks share lines, which one stroke for all blocks would draw twice. Each block has its own stroke.
  for (const auto& [rows, cols] : {std::pair(&cropped_rows, &shown_cols), std::pair(&cropped_rows, &cropped_cols),
                                   std::pair(&shown_rows, &cropped_cols)}) {
    Inputs inputs = inputs_on(place, *rows, *cols, true);
    if (inputs.lines.empty()) continue;
    std::move(inputs.cells.begin(), inputs.cells.end(), std::back_inserter(shapes));
    shapes.push_back({Role::cropped_grid, std::nullopt, swatch::line, Stroke{std::move(inputs.lines), kThick, 0}});
  }
}

void ProjectionPlanes::add_shown_inputs(const Lattice& place, DisplayList& shapes) const {
  Inputs inputs = inputs_on(place, runs_of_inputs(walkthrough_.rows()), runs_of_inputs(walkthrough_.cols()), false);
  std::move(inputs.cells.begin(), inputs.cells.end(), std::back_inserter(shapes));
  if (!inputs.lines.empty()) shapes.push_back(solid_lines(Role::input_grid, std::move(inputs.lines)));
}

ProjectionPlanes::Inputs ProjectionPlanes::inputs_on(const Lattice& place, const std::vector<Run>& rows,
                                                     const std::vector<Run>& cols, bool cropped) const {
  Inputs inputs;
  for (const Run& row : rows) {
    for (const Run& col : cols) {
      for (int i = 0; i < row.length; ++i) {
        for (int j = 0; j < col.length; ++j)
          inputs.cells.push_back(input_cell(place, {row.place + i, col.place + j}, cropped));
      }
      const Cell first{row.place, col.place};
      inputs.lines.push_back({place.block(first, row.length, col.length), true});
      for (Stroke::Path& path : place.inner_grid(first, row.length, col.length)) {
        inputs.lines.push_back(std::move(path));
      }
    }
  }
  return inputs;
}

Shape ProjectionPlanes::input_cell(const Lattice& place, Cell cell, bool cropped) const {
  const Cell input_number = *walkthrough_.input_at(cell);
  std::vector<Point> polygon = place.cell(cell);
  if (cropped) return cell_fill(Role::cropped_cell, input_number, paints_.unvisited, std::move(polygon));
  if (!visits_.visited(input_number)) {
    return cell_fill(Role::unvisited_input_cell, input_number, paints_.unvisited, std::move(polygon));
  }
  return cell_fill(Role::input_cell, input_number, swatch::input, std::move(polygon));
}

/// Draws a rhombus in the middle of each input that padding copies.
void ProjectionPlanes::add_source_marks(const Lattice& place, DisplayList& shapes) const {
  constexpr double inset = 0.28;
  std::vector<bool> is_marked(static_cast<std::size_t>(walkthrough_.rows().input) *
                              static_cast<std::size_t>(walkthrough_.cols().input));
  for (int row = 0; row < walkthrough_.rows().padded; ++row) {
    for (int col = 0; col < walkthrough_.cols().padded; ++col) {
      const std::optional<Cell> source = walkthrough_.source_of({row, col});
      if (!source) continue;
      const std::size_t number =
          static_cast<std::size_t>(source->row) * static_cast<std::size_t>(walkthrough_.cols().input) +
          static_cast<std::size_t>(source->col);
      if (is_marked[number]) continue;
      is_marked[number] = true;
      const double top = walkthrough_.rows().place_of(source->row) + inset;
      const double left = walkthrough_.cols().place_of(source->col) + inset;
      const double side = 1 - 2 * inset;
      shapes.push_back(cell_fill(Role::source_mark, *source, paints_.origin(*source),
                                 {place.at(top + side, left), place.at(top + side, left + side),
                                  place.at(top, left + side), place.at(top, left)}));
    }
  }
}

void ProjectionPlanes::add_window(const Step& step, const Lattice& place, DisplayList& shapes) const {
  for (const Tap& tap : step.taps) {
    shapes.push_back(cell_fill(Role::tap, tap.place, swatch::shade, place.cell(tap.place)));
  }
  shapes.push_back(solid_lines(Role::window_grid, place.grid(step.window, step.window_rows, step.window_cols)));
}

/// Writes the numbers of weights in the middle of each tapped cell: in the numerals' paint on inputs, in that of lines
/// on padding.
void ProjectionPlanes::add_numbers(const Step& step, const Lattice& place, DisplayList& shapes) const {
  if (!has_numbers_) return;
  constexpr double usual_size = 7;
  constexpr double widest = 13;    // the width of a number that a cell has room for, bp
  constexpr double height = 0.64;  // height of digits, em
  const int cols = walkthrough_.cols().taps;
  const std::string last = fmt::format("{}", walkthrough_.rows().taps * cols);
  const double size = usual_size * std::min(1.0, widest / Typesetter().line(last, usual_size).width);
  for (const Tap& tap : step.taps) {
    const TextLine number = Typesetter().line(fmt::format("{}", tap.weight.row * cols + tap.weight.col + 1), size);
    const Point middle = place.at(tap.place.row + 0.5, tap.place.col + 0.5);
    write_line(shapes, Role::weight_number, tap.weight,
               tap.input ? paints_.numeral : static_cast<PaintId>(swatch::line), number,
               middle - Point{number.width / 2, height / 2 * size});
  }
}

void ProjectionPlanes::add_output(const Lattice& place, DisplayList& shapes) const {
  for (int row = 0; row < place.rows(); ++row) {
    for (int col = 0; col < place.cols(); ++col) {
      shapes.push_back(cell_fill(Role::output_cell, {row, col}, swatch::output, place.cell({row, col})));
    }
  }
  shapes.push_back(solid_lines(Role::output_grid, place.grid({}, place.rows(), place.cols())));
}

void ProjectionPlanes::add_current_output(const Step& step, const Lattice& place, DisplayList& shapes) const {
  shapes.push_back(cell_fill(Role::current_output, step.output, swatch::shade, place.cell(step.output)));
  Shape outline = solid_lines(Role::current_output_outline, {{place.cell(step.output), true}});
  outline.cell = step.output;
  shapes.push_back(std::move(outline));
}

}  // namespace convarith
