#include "layout/views/stamp/stamp.hpp"

#include <fmt/core.h>

#include <array>
#include <iterator>
#include <string>
#include <utility>

#include "arithmetic/formula.hpp"
#include "arithmetic/stamp_walk.hpp"
#include "arithmetic/visits.hpp"
#include "layout/shapes/cell_maps.hpp"
#include "layout/shapes/convex_hull.hpp"
#include "layout/shapes/lattice.hpp"
#include "layout/shapes/measures.hpp"
#include "layout/shapes/swatches.hpp"
#include "layout/shapes/tight_page.hpp"
#include "layout/views/stamp/stamp_paints.hpp"

namespace convarith {
namespace {

/// Half the length of a plus, in cells.
constexpr double kPlus = 0.2;

/// The width (bp) of the lines around the current input and its stamp.
constexpr double kCurrentLine = 1.6;

/// The two planes of a figure, placed on the page.
struct Planes {
  Lattice input;
  Lattice canvas;
  TightPage page = {};

  std::vector<Point> corners() const {
    std::vector<Point> points;
    for (const Lattice* plane : {&input, &canvas}) {
      const auto four = plane->corners({}, plane->rows(), plane->cols());
      points.insert(points.end(), four.begin(), four.end());
    }
    return points;
  }
};

/// Puts the middle of the canvas straight above that of the input, and the front edge of the canvas a cell and a half
/// above the rear edge of the input. As these edges are parallel, planes of any size do not meet.
Planes place_planes(const StampWalk& walk) {
  constexpr double gap = 1.5 * kCell;
  Planes planes{Lattice({}, walk.rows().inputs(), walk.cols().inputs()),
                Lattice({}, walk.rows().canvas(), walk.cols().canvas())};
  const double x = planes.input.middle().x - planes.canvas.middle().x;
  const Point rear = planes.input.at(0, 0);
  planes.canvas = planes.canvas.moved({x, rear.y + 0.5 * (x - rear.x) + gap});
  planes.page = tight_page(planes.corners());
  planes.input = planes.input.moved(planes.page.shift);
  planes.canvas = planes.canvas.moved(planes.page.shift);
  return planes;
}

/// The inputs and the canvas of a layer, and what each step does to them.
class StampFigure {
 public:
  StampFigure(const Operation& operation, const Theme& theme)
      : operation_(operation),
        walk_(operation),
        visits_(operation),
        levels_(walk_),
        paints_(mix_stamp_paints(levels_, !visits_.all(), theme)),
        planes_(place_planes(walk_)) {}

  const Planes& planes() const { return planes_; }
  const std::vector<Paint>& paints() const { return paints_.paints; }
  std::size_t steps() const { return walk_.steps(); }
  std::vector<Label> labels() const;
  std::vector<Key> keys() const;

  CellMap input_map() const;
  CellMap output_map() const;
  DisplayList inputs() const;
  DisplayList current_input(std::size_t step) const;
  DisplayList canvas() const;
  DisplayList outputs(std::size_t step) const;
  DisplayList output_grid() const;
  DisplayList stamp(std::size_t step) const;

 private:
  /// The numbers of places of the canvas that are cut off before the output and after it.
  struct Cut {
    int before = 0;
    int after = 0;

    bool operator==(const Cut&) const = default;
  };

  static Cut cut_of(const StampAxis& axis);
  bool has_ring() const;
  std::vector<Label> cut_labels() const;
  long long level_of(Cell output, std::size_t step) const;
  bool has_effect() const;
  bool begins_with_empty_outputs() const;
  Shape projectors(const Stamp& stamp) const;
  Shape outline(const Stamp& stamp) const;
  Shape plus(Cell place, Cell output) const;

  Operation operation_;
  StampWalk walk_;
  Visits visits_;
  StampLevels levels_;
  StampPaints paints_;
  Planes planes_;
};

StampFigure::Cut StampFigure::cut_of(const StampAxis& axis) {
  const int first = axis.place_of_output(0);
  return {first, axis.canvas() - first - axis.outputs()};
}

bool StampFigure::has_ring() const {
  return walk_.rows().canvas() > walk_.rows().outputs() || walk_.cols().canvas() > walk_.cols().outputs();
}

CellMap StampFigure::input_map() const {
  return placed(map_of_inputs(Walkthrough(operation_), 0), planes_.input);
}

CellMap StampFigure::output_map() const {
  const Cell first{walk_.rows().place_of_output(0), walk_.cols().place_of_output(0)};
  return placed(map_of_outputs(Walkthrough(operation_), 0), planes_.canvas, first);
}

DisplayList StampFigure::inputs() const {
  const Lattice& plane = planes_.input;
  DisplayList shapes;
  for (int row = 0; row < plane.rows(); ++row) {
    for (int col = 0; col < plane.cols(); ++col) {
      const Cell cell{row, col};
      const bool used = visits_.visited(cell);
      shapes.push_back(cell_fill(used ? Role::input_cell : Role::unvisited_input_cell, cell,
                                 used ? PaintId{swatch::input} : paints_.unvisited, plane.cell(cell)));
    }
  }
  shapes.push_back(solid_lines(Role::input_grid, plane.grid({}, plane.rows(), plane.cols())));
  return shapes;
}

DisplayList StampFigure::current_input(std::size_t step) const {
  const Stamp stamp = walk_.step(step);
  return {{Role::current_input_outline, stamp.input, StampPaints::kCurrent,
           Stroke{{{planes_.input.cell(stamp.input), true}}, kCurrentLine, 0}},
          projectors(stamp)};
}

Shape StampFigure::projectors(const Stamp& stamp) const {
  const auto from = planes_.input.corners(stamp.input, 1, 1);
  const auto to = planes_.canvas.corners(stamp.window, stamp.window_rows, stamp.window_cols);
  std::vector<Stroke::Path> paths;
  paths.reserve(from.size());
  for (std::size_t i = 0; i < from.size(); ++i) paths.push_back({{from[i], to[i]}});
  return {Role::projector, stamp.input, swatch::projector, Stroke{std::move(paths), kThin, 0}};
}

/// Draws paper, which hides the projectors, and the dashed grid of what is cut off.
DisplayList StampFigure::canvas() const {
  const Lattice& plane = planes_.canvas;
  DisplayList shapes{{Role::canvas, std::nullopt, swatch::paper, Fill{plane.block({}, plane.rows(), plane.cols())}}};
  if (!has_ring()) return shapes;
  shapes.push_back({Role::plane_grid, std::nullopt, swatch::line,
                    Stroke{plane.grid({}, plane.rows(), plane.cols()), kThick, kDash}});
  return shapes;
}

/// Returns the level to which an output cell is filled after a step. A cell that no stamp reaches counts as complete
/// when the stamps have passed it.
long long StampFigure::level_of(Cell output, std::size_t step) const {
  const long long all = walk_.stamps_on(output);
  if (all == 0) return walk_.is_passed(output, step) ? levels_.count() : 0;
  return levels_.level(walk_.stamps_on(output, step), all);
}

/// Draws the output cells that are no longer empty.
DisplayList StampFigure::outputs(std::size_t step) const {
  DisplayList shapes;
  for (int row = 0; row < walk_.rows().outputs(); ++row) {
    for (int col = 0; col < walk_.cols().outputs(); ++col) {
      const Cell cell{row, col};
      const long long level = level_of(cell, step);
      if (level == 0) continue;
      const Cell place{walk_.rows().place_of_output(row), walk_.cols().place_of_output(col)};
      shapes.push_back(cell_fill(Role::output_cell, cell, paints_.tint(levels_, level), planes_.canvas.cell(place)));
    }
  }
  return shapes;
}

DisplayList StampFigure::output_grid() const {
  const Cell first{walk_.rows().place_of_output(0), walk_.cols().place_of_output(0)};
  return {solid_lines(Role::output_grid, planes_.canvas.grid(first, walk_.rows().outputs(), walk_.cols().outputs()))};
}

DisplayList StampFigure::stamp(std::size_t step) const {
  const Stamp stamp = walk_.step(step);
  DisplayList shapes;
  for (const StampTap& tap : stamp.taps) {
    if (tap.output && walk_.stamps_on(*tap.output, step) > 1) shapes.push_back(plus(tap.place, *tap.output));
  }
  shapes.push_back(outline(stamp));
  return shapes;
}

/// Returns the outline of a stamp. Taps that touch have one outline around all of them; taps that lie apart have one
/// each.
Shape StampFigure::outline(const Stamp& stamp) const {
  const Cell block{operation_.rows.dilation == 1 ? walk_.rows().taps() : 1,
                   operation_.cols.dilation == 1 ? walk_.cols().taps() : 1};
  const auto begins_block = [&block](Cell weight) {
    return weight.row % block.row == 0 && weight.col % block.col == 0;
  };
  Stroke lines{{}, kCurrentLine, 0};
  for (const StampTap& tap : stamp.taps) {
    if (begins_block(tap.weight)) lines.paths.push_back({planes_.canvas.block(tap.place, block.row, block.col), true});
  }
  return {Role::stamp_outline, stamp.input, StampPaints::kCurrent, std::move(lines)};
}

Shape StampFigure::plus(Cell place, Cell output) const {
  const double row = place.row + 0.5;
  const double col = place.col + 0.5;
  const auto at = [this](double r, double c) { return planes_.canvas.at(r, c); };
  return {
      Role::sum_mark, output, swatch::line,
      Stroke{
          {{{at(row, col - kPlus), at(row, col + kPlus)}}, {{at(row + kPlus, col), at(row - kPlus, col)}}}, kThin, 0}};
}

std::vector<Label> StampFigure::labels() const {
  const Lattice& below = planes_.input;
  const Lattice& above = planes_.canvas;
  const int outputs = walk_.cols().outputs();
  const int first = walk_.cols().place_of_output(0);
  std::vector<Label> labels{
      {"input " + map_size(operation_, &Axis::input), below.at(below.rows(), 0), below.at(below.rows(), below.cols()),
       Side::right},
      {"output " + map_size(operation_, &Axis::output), above.at(0, first), above.at(0, first + outputs), Side::left}};
  for (Label& label : cut_labels()) labels.push_back(std::move(label));
  return labels;
}

/// Returns the labels of what is cut off. Axes that are cut alike share labels, and so do the two sides of an axis.
std::vector<Label> StampFigure::cut_labels() const {
  const Lattice& plane = planes_.canvas;
  const int last_row = plane.rows();
  const int last_col = plane.cols();
  const Cut rows = cut_of(walk_.rows());
  const Cut cols = cut_of(walk_.cols());
  const auto in_front = [](int cut) { return fmt::format("p = {} cut off", cut); };
  const auto behind = [&](int cut, const Axis& axis) {
    return axis.output_padding == 0 ? in_front(cut) : fmt::format("p − a = {} cut off", cut);
  };
  const bool are_alike = operation_.dims == 1 || rows == cols;
  const bool is_even = cols.before == cols.after;
  std::vector<Label> labels;
  if (cols.before > 0) labels.push_back({in_front(cols.before), plane.at(0, 0), plane.at(0, cols.before), Side::left});
  if (cols.after > 0 && (!is_even || cols.before == 0)) {
    labels.push_back(
        {behind(cols.after, operation_.cols), plane.at(0, last_col - cols.after), plane.at(0, last_col), Side::left});
  }
  if (are_alike) return labels;
  if (rows.before > 0) {
    labels.push_back({in_front(rows.before), plane.at(rows.before, last_col), plane.at(0, last_col), Side::right});
  }
  if (rows.after > 0 && rows.after != rows.before) {
    labels.push_back({behind(rows.after, operation_.rows), plane.at(last_row, last_col),
                      plane.at(last_row - rows.after, last_col), Side::right});
  }
  return labels;
}

bool StampFigure::has_effect() const {
  for (std::size_t step = 0; step < steps(); ++step) {
    if (visits_.visited(walk_.step(step).input)) return true;
  }
  return false;
}

bool StampFigure::begins_with_empty_outputs() const {
  for (int row = 0; row < walk_.rows().outputs(); ++row) {
    for (int col = 0; col < walk_.cols().outputs(); ++col) {
      if (level_of({row, col}, 0) == 0) return true;
    }
  }
  return false;
}

/// Returns a legend entry for each state of a cell, which fills show, and one for each kind of line.
std::vector<Key> StampFigure::keys() const {
  std::vector<Key> keys;
  if (has_effect()) keys.push_back({"input", swatch::input, {}, swatch::line});
  if (!visits_.all()) keys.push_back({"input without effect", paints_.unvisited, {}, swatch::line});
  keys.push_back({.text = "current input and its stamp", .line = StampPaints::kCurrent, .width = kCurrentLine});
  if (begins_with_empty_outputs()) keys.push_back({"output, empty", {}, {}, swatch::line});
  if (levels_.count() > 1) {
    Key in_part{"output, stamped in part", paints_.tint(levels_, 1), {}, swatch::line};
    for (long long level = 2; level < levels_.count(); ++level) {
      in_part.further_fills.push_back(paints_.tint(levels_, level));
    }
    keys.push_back(std::move(in_part));
  }
  keys.push_back({"output, complete", swatch::output, {}, swatch::line});
  if (levels_.count() > 1) keys.push_back({.text = "added to earlier stamps", .line = swatch::line, .is_added = true});
  if (has_ring()) keys.push_back({"cut off", {}, {}, swatch::line, true});
  return keys;
}

}  // namespace

Drawing draw_stamp(const Walkthrough& walkthrough, const Theme& theme) {
  const StampFigure figure(walkthrough.operation(), theme);
  Drawing drawing;
  drawing.film.width = figure.planes().page.width;
  drawing.film.height = figure.planes().page.height;
  drawing.film.steps = figure.steps();
  drawing.film.walk = Walk::inputs;
  drawing.film.paints = figure.paints();
  drawing.film.sheets = {
      {true, [figure](std::size_t) { return figure.inputs(); }, {}, {figure.input_map()}},
      {false, [figure](std::size_t step) { return figure.current_input(step); }},
      {true, [figure](std::size_t) { return figure.canvas(); }},
      {false, [figure](std::size_t step) { return figure.outputs(step); }, {}, {figure.output_map()}},
      {true, [figure](std::size_t) { return figure.output_grid(); }},
      {false, [figure](std::size_t step) { return figure.stamp(step); }},
  };
  drawing.ink = swatch::line;
  drawing.outline = convex_hull(figure.planes().corners());
  drawing.labels = figure.labels();
  drawing.keys = figure.keys();
  return drawing;
}

}  // namespace convarith
