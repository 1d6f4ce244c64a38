#include "projection.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <string>
#include <utility>

#include "convex_hull.hpp"
#include "lattice.hpp"
#include "measures.hpp"
#include "projection_notes.hpp"
#include "projection_paints.hpp"
#include "swatches.hpp"
#include "tight_page.hpp"
#include "typesetting.hpp"
#include "visits.hpp"

namespace convarith {
namespace {

/// Neighbouring inputs along one axis.
struct Run {
  int place = 0;
  int length = 0;
};

/// The inputs along one axis that the plane shows, or those that it cuts off: one run where they touch, else each
/// alone.
std::vector<Run> runs_of_inputs(const AxisWalk& axis, bool shown = true) {
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

/// The two planes of a figure, in their places on the page, and the layer that walks over them.
class Projection {
 public:
  Projection(const Walkthrough& walkthrough, const Theme& theme, bool has_numbers);

  const TightPage& page() const { return page_; }
  const std::vector<Paint>& paints() const { return paints_.paints; }
  const std::vector<Point>& outline() const { return outline_; }
  std::vector<Label> labels() const { return label_projection(walkthrough_, lower_, upper_); }
  std::vector<Key> keys() const { return projection_keys(walkthrough_, paints_, has_numbers_); }
  std::vector<std::string> formulas() const { return projection_formulas(walkthrough_.operation()); }

  DisplayList lower_plane() const;
  DisplayList kernel(std::size_t step) const;
  DisplayList upper_plane() const;
  DisplayList current_output(std::size_t step) const;

 private:
  /// The cells and the grid of some inputs.
  struct Inputs {
    DisplayList cells;
    std::vector<Stroke::Path> lines;
  };

  /// Cells of the lower plane.
  struct Block {
    Cell first;
    int rows = 1;
    int cols = 1;
  };

  std::optional<Block> dropped_window() const;
  void find_outline();
  void add_padding(DisplayList& shapes) const;
  void add_dropped_window(DisplayList& shapes) const;
  void add_cropped_inputs(DisplayList& shapes) const;
  void add_inputs(DisplayList& shapes) const;
  void add_source_marks(DisplayList& shapes) const;
  Inputs inputs_on(const std::vector<Run>& rows, const std::vector<Run>& cols, bool cropped) const;
  Shape input_cell(Cell place, bool cropped) const;
  void add_numbers(const Step& step, DisplayList& shapes) const;
  Shape projectors(const Step& step) const;

  Walkthrough walkthrough_;
  bool has_numbers_;
  Visits visits_;
  ProjectionPaints paints_;
  Lattice lower_;
  Lattice upper_;
  TightPage page_;
  std::vector<Point> outline_;
};

Projection::Projection(const Walkthrough& walkthrough, const Theme& theme, bool has_numbers)
    : walkthrough_(walkthrough),
      has_numbers_(has_numbers),
      visits_(walkthrough.operation()),
      paints_(mix_projection_paints(walkthrough, theme, has_numbers)),
      lower_({}, 0, 0),
      upper_({}, 0, 0) {
  const Span rows = drawn_span(walkthrough.rows());
  const Span cols = drawn_span(walkthrough.cols());
  // For a square plane of T cells this is T + 1, the height of the published figures.
  const double rise = ((0.5 * cols.last + 0.65 * (walkthrough.rows().plane - rows.first)) / 1.15 + 1) * kCell;
  const Point upper_corner{kOutputOffset, rise};
  const Lattice lower({}, walkthrough.rows().plane, walkthrough.cols().plane);
  const Lattice upper(upper_corner, walkthrough.rows().output, walkthrough.cols().output);

  std::vector<Point> corners;
  for (const auto& four : {lower.corners({rows.first, cols.first}, rows.length(), cols.length()),
                           upper.corners({}, upper.rows(), upper.cols())}) {
    corners.insert(corners.end(), four.begin(), four.end());
  }
  page_ = tight_page(corners);
  lower_ = lower.moved(page_.shift);
  upper_ = upper.moved(page_.shift);
  find_outline();
}

/// Where ceil_mode would have it; along the other axis the last one.
std::optional<Projection::Block> Projection::dropped_window() const {
  const AxisWalk& rows = walkthrough_.rows();
  const AxisWalk& cols = walkthrough_.cols();
  if (!rows.dropped && !cols.dropped) return std::nullopt;
  return Block{
      {rows.dropped.value_or(rows.window(rows.output - 1)), cols.dropped.value_or(cols.window(cols.output - 1))},
      rows.extent_of(rows.output - 1),
      cols.extent_of(cols.output - 1)};
}

/// Around everything that is ever drawn, which may be less than the page has room for.
void Projection::find_outline() {
  const AxisWalk& rows = walkthrough_.rows();
  const AxisWalk& cols = walkthrough_.cols();
  const Cell first_input{rows.place_of(0), cols.place_of(0)};
  std::vector<Block> blocks{{{0, 0}, std::min(rows.plane, end_of(rows)), std::min(cols.plane, end_of(cols))},
                            {first_input, rows.place_of(rows.input - 1) + 1 - first_input.row,
                             cols.place_of(cols.input - 1) + 1 - first_input.col}};
  if (const std::optional<Block> dropped = dropped_window()) blocks.push_back(*dropped);
  std::vector<Point> corners;
  const auto add = [&corners](const std::array<Point, 4>& four) {
    corners.insert(corners.end(), four.begin(), four.end());
  };
  for (const Block& block : blocks) add(lower_.corners(block.first, block.rows, block.cols));
  add(upper_.corners({}, upper_.rows(), upper_.cols()));
  outline_ = convex_hull(std::move(corners));
}

DisplayList Projection::lower_plane() const {
  DisplayList shapes;
  add_padding(shapes);
  add_dropped_window(shapes);
  add_cropped_inputs(shapes);
  add_inputs(shapes);
  // Numbers on marks could not be read.
  if (!has_numbers_) add_source_marks(shapes);
  return shapes;
}

/// The plane's dashed grid, under which padding has the tint of what it holds. Beyond the padding there is no plane,
/// though ceil_mode may let windows reach there.
void Projection::add_padding(DisplayList& shapes) const {
  const int rows = walkthrough_.rows().padded;
  const int cols = walkthrough_.cols().padded;
  for (int row = 0; row < rows; ++row) {
    for (int col = 0; col < cols; ++col) {
      const std::optional<Cell> source = walkthrough_.source_of({row, col});
      if (!source) continue;
      shapes.push_back(cell_fill(Role::padded_cell, *source, paints_.origin(*source), lower_.cell({row, col})));
    }
  }
  shapes.push_back({Role::plane_grid, std::nullopt, line, Stroke{lower_.grid({}, rows, cols), kThick, kDash}});
}

void Projection::add_dropped_window(DisplayList& shapes) const {
  const std::optional<Block> window = dropped_window();
  if (!window) return;
  const auto [lower_left, lower_right, upper_left, upper_right] =
      lower_.corners(window->first, window->rows, window->cols);
  std::vector<Stroke::Path> paths{{lower_.block(window->first, window->rows, window->cols), true},
                                  {{lower_left, upper_right}},
                                  {{upper_left, lower_right}}};
  shapes.push_back({Role::dropped_window, std::nullopt, paints_.dropped, Stroke{std::move(paths), kThick, 0}});
}

void Projection::add_cropped_inputs(DisplayList& shapes) const {
  const std::vector<Run> shown_rows = runs_of_inputs(walkthrough_.rows());
  const std::vector<Run> shown_cols = runs_of_inputs(walkthrough_.cols());
  const std::vector<Run> cropped_rows = runs_of_inputs(walkthrough_.rows(), false);
  const std::vector<Run> cropped_cols = runs_of_inputs(walkthrough_.cols(), false);
  // Neighbouring blocks share lines, which in one stroke would be drawn twice: each has its own.
  for (const auto& [rows, cols] : {std::pair(&cropped_rows, &shown_cols), std::pair(&cropped_rows, &cropped_cols),
                                   std::pair(&shown_rows, &cropped_cols)}) {
    Inputs inputs = inputs_on(*rows, *cols, true);
    if (inputs.lines.empty()) continue;
    std::move(inputs.cells.begin(), inputs.cells.end(), std::back_inserter(shapes));
    shapes.push_back({Role::cropped_grid, std::nullopt, line, Stroke{std::move(inputs.lines), kThick, 0}});
  }
}

void Projection::add_inputs(DisplayList& shapes) const {
  Inputs inputs = inputs_on(runs_of_inputs(walkthrough_.rows()), runs_of_inputs(walkthrough_.cols()), false);
  std::move(inputs.cells.begin(), inputs.cells.end(), std::back_inserter(shapes));
  if (!inputs.lines.empty()) shapes.push_back(solid_lines(Role::input_grid, std::move(inputs.lines)));
}

Projection::Inputs Projection::inputs_on(const std::vector<Run>& rows, const std::vector<Run>& cols,
                                         bool cropped) const {
  Inputs inputs;
  for (const Run& row : rows) {
    for (const Run& col : cols) {
      for (int i = 0; i < row.length; ++i) {
        for (int j = 0; j < col.length; ++j)
          inputs.cells.push_back(input_cell({row.place + i, col.place + j}, cropped));
      }
      const Cell first{row.place, col.place};
      inputs.lines.push_back({lower_.block(first, row.length, col.length), true});
      for (Stroke::Path& path : lower_.inner_grid(first, row.length, col.length)) {
        inputs.lines.push_back(std::move(path));
      }
    }
  }
  return inputs;
}

Shape Projection::input_cell(Cell place, bool cropped) const {
  const Cell cell = *walkthrough_.input_at(place);
  if (cropped) return cell_fill(Role::cropped_cell, cell, paints_.unvisited, lower_.cell(place));
  if (!visits_.visited(cell)) {
    return cell_fill(Role::unvisited_input_cell, cell, paints_.unvisited, lower_.cell(place));
  }
  return cell_fill(Role::input_cell, cell, input, lower_.cell(place));
}

/// A rhombus in the middle of each input that padding takes its values from.
void Projection::add_source_marks(DisplayList& shapes) const {
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
                                 {lower_.at(top + side, left), lower_.at(top + side, left + side),
                                  lower_.at(top, left + side), lower_.at(top, left)}));
    }
  }
}

DisplayList Projection::kernel(std::size_t index) const {
  const Step step = walkthrough_.step(index);
  DisplayList shapes;
  for (const Tap& tap : step.taps) {
    shapes.push_back(cell_fill(Role::tap, tap.place, shade, lower_.cell(tap.place)));
  }
  shapes.push_back(solid_lines(Role::window_grid, lower_.grid(step.window, step.window_rows, step.window_cols)));
  shapes.push_back(projectors(step));
  if (has_numbers_) add_numbers(step, shapes);
  return shapes;
}

/// Light on inputs, dark on the paper of padding, in the middle of each tapped cell.
void Projection::add_numbers(const Step& step, DisplayList& shapes) const {
  constexpr double usual_size = 7;
  constexpr double widest = 13;    // that a cell has room for
  constexpr double height = 0.64;  // of digits, em
  const int cols = walkthrough_.cols().taps;
  const std::string last = fmt::format("{}", walkthrough_.rows().taps * cols);
  const double size = usual_size * std::min(1.0, widest / Typesetter().line(last, usual_size).width);
  for (const Tap& tap : step.taps) {
    const TextLine number = Typesetter().line(fmt::format("{}", tap.weight.row * cols + tap.weight.col + 1), size);
    const Point middle = lower_.at(tap.place.row + 0.5, tap.place.col + 0.5);
    for (Text text : number.texts) {
      text.origin = {middle.x - number.width / 2, middle.y - height / 2 * size};
      shapes.push_back(
          {Role::weight_number, tap.weight, tap.input ? paints_.numeral : static_cast<PaintId>(line), std::move(text)});
    }
  }
}

Shape Projection::projectors(const Step& step) const {
  const auto from = lower_.corners(step.window, step.window_rows, step.window_cols);
  const auto to = upper_.corners(step.output, 1, 1);
  std::vector<Stroke::Path> paths;
  for (std::size_t i = 0; i < from.size(); ++i) paths.push_back({{from[i], to[i]}});
  return {Role::projector, step.output, projector, Stroke{std::move(paths), kThin, 0}};
}

DisplayList Projection::upper_plane() const {
  DisplayList shapes;
  for (int row = 0; row < upper_.rows(); ++row) {
    for (int col = 0; col < upper_.cols(); ++col) {
      shapes.push_back(cell_fill(Role::output_cell, {row, col}, output, upper_.cell({row, col})));
    }
  }
  shapes.push_back(solid_lines(Role::output_grid, upper_.grid({}, upper_.rows(), upper_.cols())));
  return shapes;
}

DisplayList Projection::current_output(std::size_t index) const {
  const Cell cell = walkthrough_.step(index).output;
  Shape outline = solid_lines(Role::current_output_outline, {{upper_.cell(cell), true}});
  outline.cell = cell;
  return {cell_fill(Role::current_output, cell, shade, upper_.cell(cell)), std::move(outline)};
}

Drawing draw(const Projection& projection, std::size_t steps) {
  Drawing drawing;
  drawing.film.width = projection.page().width;
  drawing.film.height = projection.page().height;
  drawing.film.steps = steps;
  drawing.film.paints = projection.paints();
  drawing.film.sheets = {
      {true, [projection](std::size_t) { return projection.lower_plane(); }},
      {false, [projection](std::size_t step) { return projection.kernel(step); }},
      {true, [projection](std::size_t) { return projection.upper_plane(); }},
      {false, [projection](std::size_t step) { return projection.current_output(step); }},
  };
  drawing.ink = line;
  drawing.outline = projection.outline();
  drawing.labels = projection.labels();
  drawing.keys = projection.keys();
  drawing.formulas = projection.formulas();
  return drawing;
}

}  // namespace

Drawing draw_projection(const Walkthrough& walkthrough, const Theme& theme) {
  return draw(Projection(walkthrough, theme, false), walkthrough.steps());
}

Drawing draw_numbered_projection(const Walkthrough& walkthrough, const Theme& theme) {
  return draw(Projection(walkthrough, theme, true), walkthrough.steps());
}

}  // namespace convarith
