#include "stamp.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <limits>
#include <set>
#include <string>
#include <utility>

#include "convarith/facts.hpp"
#include "convarith/formula.hpp"
#include "convarith/stamp_walk.hpp"
#include "convex_hull.hpp"
#include "lattice.hpp"
#include "measures.hpp"

namespace convarith {
namespace {

enum Swatch : PaintId { paper = kPaper, input, output, shade, line, projector };

/// The most levels in which a cell fills up: those of four by four stamps. More would leave a palette too few shades
/// for lines over them.
constexpr long long kMostLevels = 16;

/// Half the length of a plus, in cells.
constexpr double kPlus = 0.2;

/// The inputs whose stamps are not all cut off.
class Uses {
 public:
  explicit Uses(const Operation& operation)
      : rows_(along(operation.rows, operation)), cols_(along(operation.cols, operation)) {}

  bool all() const { return all(rows_) && all(cols_); }
  bool used(Cell cell) const {
    return rows_[static_cast<std::size_t>(cell.row)] && cols_[static_cast<std::size_t>(cell.col)];
  }

 private:
  static std::vector<bool> along(const Axis& axis, const Operation& operation) {
    std::vector<bool> used(static_cast<std::size_t>(axis.input), true);
    for (const int cell : never_visited(axis, operation)) used[static_cast<std::size_t>(cell)] = false;
    return used;
  }
  static bool all(const std::vector<bool>& axis) { return std::find(axis.begin(), axis.end(), false) == axis.end(); }

  std::vector<bool> rows_;
  std::vector<bool> cols_;
};

/// The numbers of stamps that outputs along an axis get, each once.
std::set<int> counts_along(const StampAxis& axis) {
  std::set<int> counts;
  for (int cell = 0; cell < axis.outputs(); ++cell) counts.insert(axis.stamps_on(cell));
  return counts;
}

Colour mix(Colour from, Colour to, double share) {
  const auto channel = [share](std::uint8_t a, std::uint8_t b) {
    return static_cast<std::uint8_t>(std::lround(a + (b - a) * share));
  };
  return {channel(from.red, to.red), channel(from.green, to.green), channel(from.blue, to.blue)};
}

/// The levels in which output cells fill up, the last being the output's own colour; where there are no more stamps
/// than levels, each brings a cell to another.
class Levels {
 public:
  explicit Levels(const StampWalk& walk) {
    const std::set<int> rows = counts_along(walk.rows());
    const std::set<int> cols = counts_along(walk.cols());
    const long long most = static_cast<long long>(*rows.rbegin()) * *cols.rbegin();
    count_ = std::clamp(most, 1LL, kMostLevels);
    is_resting_.assign(static_cast<std::size_t>(count_), most > count_);
    if (most > count_) return;
    for (const int row_count : rows) {
      for (const int col_count : cols) find_resting(row_count, col_count, walk.cols().period() == 1);
    }
  }

  long long count() const { return count_; }
  /// Of a cell that got some of its stamps; 0 is empty.
  long long level(long long stamps, long long all) const {
    if (stamps == all) return count_;
    return stamps == 0 ? 0 : std::max(1LL, stamps * count_ / all);
  }
  /// Whether a cell may stay at a level below the last when its stamp has moved on. With too many stamps to tell, any.
  bool is_resting(long long level) const { return is_resting_[static_cast<std::size_t>(level)]; }
  /// That in the middle, or the next one at which cells stay.
  long long half() const {
    for (long long level = count_ / 2; level < count_; ++level) {
      if (is_resting(level)) return level;
    }
    return count_ / 2;
  }

 private:
  /// Where neighbouring inputs stamp a cell, it has no rest before the last of their row has.
  void find_resting(long long row_count, long long col_count, bool are_neighbours) {
    const long long all = row_count * col_count;
    for (long long stamps = 1; stamps < all; ++stamps) {
      if (are_neighbours && stamps % col_count != 0) continue;
      is_resting_[static_cast<std::size_t>(level(stamps, all))] = true;
    }
  }

  long long count_ = 1;
  std::vector<bool> is_resting_;
};

/// The paints of a figure, with a tint between paper and output for each level.
struct Paints {
  std::vector<Paint> paints;
  PaintId unvisited = kPaper;
  PaintId first_tint = kPaper;

  PaintId tint(const Levels& levels, long long level) const {
    if (level == levels.count()) return output;
    return level == 0 ? PaintId{paper} : static_cast<PaintId>(first_tint + level - 1);
  }
};

Paints mix_paints(const Levels& levels, bool has_unvisited, bool has_ring, const Theme& theme) {
  Paints mixed;
  std::vector<Paint>& paints = mixed.paints;
  paints.resize(projector + 1);
  paints[paper] = {theme.paper, 1, {}, 0};
  paints[input] = {theme.input, 1, {paper}, kThick};
  paints[output] = {theme.output, 1, {paper}, kThick};
  // What lies under lines, and what under the shade; what projectors cross, and of that what is under the shade.
  std::vector<PaintId> lined{paper, input, output};
  std::vector<PaintId> shaded{input, output};
  std::vector<PaintId> crossed{paper, input};
  std::vector<PaintId> shaded_inputs{input};
  if (has_ring) shaded.push_back(paper);
  if (has_unvisited) {
    mixed.unvisited = static_cast<PaintId>(paints.size());
    paints.push_back({theme.unvisited, 1, {paper}, kThick});
    for (std::vector<PaintId>* const below : {&lined, &shaded, &crossed, &shaded_inputs}) {
      below->push_back(mixed.unvisited);
    }
  }
  mixed.first_tint = static_cast<PaintId>(paints.size());
  for (long long level = 1; level < levels.count(); ++level) {
    // Farther from both ends than from each other: it matters most whether a cell is empty, and whether complete.
    const double share = (static_cast<double>(level) + 0.5) / (static_cast<double>(levels.count()) + 1);
    const auto tint = static_cast<PaintId>(paints.size());
    paints.push_back({mix(theme.paper, theme.output, share), 1, {paper}, kThick});
    shaded.push_back(tint);
    if (levels.is_resting(level)) lined.push_back(tint);
  }
  paints[shade] = {theme.shade, theme.shade_opacity, shaded, kThick};
  paints[line] = {theme.line, 1, lined, 0, 1, false, shaded};
  paints[projector] = {theme.projector, 1, crossed, 0, 1.3, false, shaded_inputs};
  return mixed;
}

Shape solid_lines(Role role, std::vector<Stroke::Path> paths) {
  return {role, std::nullopt, line, Stroke{std::move(paths), kThick, 0}};
}

Shape cell_fill(Role role, Cell cell, PaintId paint, std::vector<Point> polygon) {
  return {role, cell, paint, Fill{std::move(polygon)}};
}

/// The two planes of a figure, in their places on the page.
struct Planes {
  Lattice input;
  Lattice canvas;
  double page_width = 0;
  double page_height = 0;

  std::vector<Point> corners() const {
    std::vector<Point> points;
    for (const Lattice* plane : {&input, &canvas}) {
      const auto four = plane->corners({}, plane->rows(), plane->cols());
      points.insert(points.end(), four.begin(), four.end());
    }
    return points;
  }
};

Point middle_of(const Lattice& plane) {
  return plane.at(0.5 * plane.rows(), 0.5 * plane.cols());
}

Lattice moved(const Lattice& plane, Point way) {
  const Point corner = plane.at(plane.rows(), 0);
  return {{corner.x + way.x, corner.y + way.y}, plane.rows(), plane.cols()};
}

/// Moves both planes to where a page is tight around them, with a border.
void fit_page(Planes& planes) {
  Point least{std::numeric_limits<double>::max(), std::numeric_limits<double>::max()};
  Point most{std::numeric_limits<double>::lowest(), std::numeric_limits<double>::lowest()};
  for (const Point& point : planes.corners()) {
    least = {std::min(least.x, point.x), std::min(least.y, point.y)};
    most = {std::max(most.x, point.x), std::max(most.y, point.y)};
  }
  const double margin = kBorder + kThick / 2;
  const Point way{margin - least.x, margin - least.y};
  planes.input = moved(planes.input, way);
  planes.canvas = moved(planes.canvas, way);
  planes.page_width = most.x - least.x + 2 * margin;
  planes.page_height = most.y - least.y + 2 * margin;
}

/// Puts the middle of the canvas above that of the input, and the canvas's front edge a cell and a half above the
/// input's rear one. As these edges are parallel, the planes never meet, however large they are.
Planes place_planes(const StampWalk& walk) {
  constexpr double gap = 1.5 * kCell;
  Planes planes{Lattice({}, walk.rows().inputs(), walk.cols().inputs()),
                Lattice({}, walk.rows().canvas(), walk.cols().canvas())};
  const double x = middle_of(planes.input).x - middle_of(planes.canvas).x;
  const Point rear = planes.input.at(0, 0);
  planes.canvas = moved(planes.canvas, {x, rear.y + 0.5 * (x - rear.x) + gap});
  fit_page(planes);
  return planes;
}

/// A layer's inputs and its canvas, and what each step does to them.
class StampFigure {
 public:
  StampFigure(const Operation& operation, const Theme& theme)
      : operation_(operation),
        walk_(operation),
        uses_(operation),
        levels_(walk_),
        paints_(mix_paints(levels_, !uses_.all(), has_ring(), theme)),
        planes_(place_planes(walk_)) {}

  const Planes& planes() const { return planes_; }
  const std::vector<Paint>& paints() const { return paints_.paints; }
  std::size_t steps() const { return walk_.steps(); }
  std::vector<Label> labels() const;
  std::vector<Key> keys() const;

  DisplayList inputs() const;
  DisplayList current_input(std::size_t step) const;
  DisplayList canvas() const;
  DisplayList outputs(std::size_t step) const;
  DisplayList output_grid() const;
  DisplayList stamp(std::size_t step) const;

 private:
  /// Places of the canvas that are cut off in front of the output and behind it.
  struct Cut {
    int before = 0;
    int after = 0;

    bool operator==(const Cut&) const = default;
  };

  static Cut cut_of(const StampAxis& axis);
  bool has_ring() const;
  std::vector<Label> cut_labels() const;
  long long level_of(Cell output, std::size_t step) const;
  Shape projectors(const Stamp& stamp) const;
  Shape plus(Cell place, Cell output) const;

  Operation operation_;
  StampWalk walk_;
  Uses uses_;
  Levels levels_;
  Paints paints_;
  Planes planes_;
};

StampFigure::Cut StampFigure::cut_of(const StampAxis& axis) {
  const int first = axis.place_of_output(0);
  return {first, axis.canvas() - first - axis.outputs()};
}

bool StampFigure::has_ring() const {
  return walk_.rows().canvas() > walk_.rows().outputs() || walk_.cols().canvas() > walk_.cols().outputs();
}

DisplayList StampFigure::inputs() const {
  const Lattice& plane = planes_.input;
  DisplayList shapes;
  for (int row = 0; row < plane.rows(); ++row) {
    for (int col = 0; col < plane.cols(); ++col) {
      const Cell cell{row, col};
      const bool used = uses_.used(cell);
      shapes.push_back(cell_fill(used ? Role::input_cell : Role::unvisited_input_cell, cell,
                                 used ? PaintId{input} : paints_.unvisited, plane.cell(cell)));
    }
  }
  shapes.push_back(solid_lines(Role::input_grid, plane.grid({}, plane.rows(), plane.cols())));
  return shapes;
}

DisplayList StampFigure::current_input(std::size_t step) const {
  const Stamp stamp = walk_.step(step);
  const std::vector<Point> cell = planes_.input.cell(stamp.input);
  Shape outline = solid_lines(Role::current_input_outline, {{cell, true}});
  outline.cell = stamp.input;
  return {cell_fill(Role::current_input, stamp.input, shade, cell), std::move(outline), projectors(stamp)};
}

Shape StampFigure::projectors(const Stamp& stamp) const {
  const auto from = planes_.input.corners(stamp.input, 1, 1);
  const auto to = planes_.canvas.corners(stamp.window, stamp.window_rows, stamp.window_cols);
  std::vector<Stroke::Path> paths;
  paths.reserve(from.size());
  for (std::size_t i = 0; i < from.size(); ++i) paths.push_back({{from[i], to[i]}});
  return {Role::projector, stamp.input, projector, Stroke{std::move(paths), kThin, 0}};
}

/// Paper, which hides the projectors, and the dashed grid of what is cut off.
DisplayList StampFigure::canvas() const {
  const Lattice& plane = planes_.canvas;
  DisplayList shapes{{Role::canvas, std::nullopt, paper, Fill{plane.block({}, plane.rows(), plane.cols())}}};
  if (!has_ring()) return shapes;
  shapes.push_back(
      {Role::plane_grid, std::nullopt, line, Stroke{plane.grid({}, plane.rows(), plane.cols()), kThick, kDash}});
  return shapes;
}

/// The output cells that are no longer empty.
/// A cell that no stamp reaches is complete when the stamps have passed it.
long long StampFigure::level_of(Cell output, std::size_t step) const {
  const long long all = walk_.stamps_on(output);
  if (all == 0) return walk_.is_passed(output, step) ? levels_.count() : 0;
  return levels_.level(walk_.stamps_on(output, step), all);
}

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
  DisplayList pluses;
  for (const StampTap& tap : stamp.taps) {
    shapes.push_back(cell_fill(Role::tap, tap.place, shade, planes_.canvas.cell(tap.place)));
    if (tap.output && walk_.stamps_on(*tap.output, step) > 1) pluses.push_back(plus(tap.place, *tap.output));
  }
  shapes.push_back(
      solid_lines(Role::window_grid, planes_.canvas.grid(stamp.window, stamp.window_rows, stamp.window_cols)));
  std::move(pluses.begin(), pluses.end(), std::back_inserter(shapes));
  return shapes;
}

Shape StampFigure::plus(Cell place, Cell output) const {
  const double row = place.row + 0.5;
  const double col = place.col + 0.5;
  const auto at = [this](double r, double c) { return planes_.canvas.at(r, c); };
  return {
      Role::sum_mark, output, line,
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

/// One where all sides are alike, else one for each.
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

std::vector<Key> StampFigure::keys() const {
  std::vector<Key> keys{{"input", input, {}, line}};
  if (!uses_.all()) keys.push_back({"input without effect", paints_.unvisited, {}, line});
  keys.push_back({"current input", input, shade, line});
  keys.push_back({"its stamp", {}, shade, line});
  if (levels_.count() > 1) {
    const PaintId in_part = paints_.tint(levels_, levels_.half());
    keys.push_back({"stamped in part", in_part, {}, line});
    keys.push_back({"added to earlier stamps", in_part, shade, line, false, false, true});
  }
  keys.push_back({"output, complete", output, {}, line});
  if (has_ring()) keys.push_back({"cut off", {}, {}, line, true});
  return keys;
}

}  // namespace

Drawing draw_stamp(const Walkthrough& walkthrough, const Theme& theme) {
  const StampFigure figure(walkthrough.operation(), theme);
  Drawing drawing;
  drawing.film.width = figure.planes().page_width;
  drawing.film.height = figure.planes().page_height;
  drawing.film.steps = figure.steps();
  drawing.film.paints = figure.paints();
  drawing.film.sheets = {
      {true, [figure](std::size_t) { return figure.inputs(); }},
      {false, [figure](std::size_t step) { return figure.current_input(step); }},
      {true, [figure](std::size_t) { return figure.canvas(); }},
      {false, [figure](std::size_t step) { return figure.outputs(step); }},
      {true, [figure](std::size_t) { return figure.output_grid(); }},
      {false, [figure](std::size_t step) { return figure.stamp(step); }},
  };
  drawing.ink = line;
  drawing.outline = convex_hull(figure.planes().corners());
  drawing.labels = figure.labels();
  drawing.keys = figure.keys();
  return drawing;
}

}  // namespace convarith
