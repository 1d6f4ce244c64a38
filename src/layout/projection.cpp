#include "projection.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "lattice.hpp"

namespace convarith {
namespace {

// Measured on the published figures; all in bp.
constexpr double kThin = 0.3985;            // 0.4 TeX points
constexpr double kThick = 0.79701;          // 0.8 TeX points
constexpr double kDash = 2.98883;           // 3 TeX points
constexpr double kBorder = 9.96264;         // 10 TeX points
constexpr double kOutputOffset = -2.49066;  // 5 TeX points at half scale, to the left

enum Swatch : PaintId { paper = kPaper, input, output, shade, line, projector };

/// Whether every place along the axis holds an input, so that no paper is ever under the kernel.
bool is_full(const AxisWalk& axis) {
  for (int place = 0; place < axis.plane; ++place) {
    if (!axis.input_at(place)) return false;
  }
  return true;
}

std::vector<Paint> mix_paints(const Walkthrough& walkthrough, const Theme& theme) {
  std::vector<PaintId> tapped{input, output};
  if (!is_full(walkthrough.rows()) || !is_full(walkthrough.cols())) tapped.push_back(paper);
  std::vector<Paint> paints(projector + 1);
  paints[paper] = {theme.paper, 1, {}, 0};
  paints[input] = {theme.input, 1, {paper}, kThick};
  paints[output] = {theme.output, 1, {paper}, kThick};
  paints[shade] = {theme.shade, theme.shade_opacity, tapped, kThick};
  paints[line] = {theme.line, 1, {paper, input, output}, 0};
  paints[projector] = {theme.projector, 1, {paper, input}, 0, 1.3};
  return paints;
}

/// Neighbouring inputs along one axis.
struct Run {
  int place = 0;
  int length = 0;
};

/// The inputs that the plane shows along one axis: one run where they touch, else each alone.
std::vector<Run> runs_of_inputs(const AxisWalk& axis) {
  std::vector<Run> runs;
  for (int i = 0; i < axis.input; ++i) {
    if (!axis.shows(i)) continue;
    if (axis.spread == 1 && !runs.empty()) {
      ++runs.back().length;
    } else {
      runs.push_back({axis.place_of(i), 1});
    }
  }
  return runs;
}

Shape solid_lines(Role role, std::vector<Stroke::Path> paths) {
  return {role, std::nullopt, line, Stroke{std::move(paths), kThick, 0}};
}

Shape cell_fill(Role role, Cell cell, PaintId paint, std::vector<Point> polygon) {
  return {role, cell, paint, Fill{std::move(polygon)}};
}

/// The two planes of a figure, in their places on the page, and the layer that walks over them.
class Projection {
 public:
  explicit Projection(const Walkthrough& walkthrough);

  double page_width() const { return page_width_; }
  double page_height() const { return page_height_; }

  DisplayList lower_plane() const;
  DisplayList kernel(std::size_t step) const;
  DisplayList upper_plane() const;
  DisplayList current_output(std::size_t step) const;

 private:
  void add_inputs(DisplayList& shapes) const;
  Shape projectors(const Step& step) const;

  Walkthrough walkthrough_;
  Lattice lower_;
  Lattice upper_;
  double page_width_ = 0;
  double page_height_ = 0;
};

Projection::Projection(const Walkthrough& walkthrough) : walkthrough_(walkthrough), lower_({}, 0, 0), upper_({}, 0, 0) {
  const int rows = walkthrough.rows().plane;
  const int cols = walkthrough.cols().plane;
  // For a square plane of T cells this is T + 1, the height of the published figures.
  const double rise = ((0.5 * cols + 0.65 * rows) / 1.15 + 1) * kCell;
  const Point upper_corner{kOutputOffset, rise};
  const Lattice lower({}, rows, cols);
  const Lattice upper(upper_corner, walkthrough.rows().output, walkthrough.cols().output);

  Point least{std::numeric_limits<double>::max(), std::numeric_limits<double>::max()};
  Point most{std::numeric_limits<double>::lowest(), std::numeric_limits<double>::lowest()};
  for (const Lattice* plane : {&lower, &upper}) {
    for (const Point& point : plane->corners({}, plane->rows(), plane->cols())) {
      least = {std::min(least.x, point.x), std::min(least.y, point.y)};
      most = {std::max(most.x, point.x), std::max(most.y, point.y)};
    }
  }
  const double margin = kBorder + kThick / 2;
  page_width_ = most.x - least.x + 2 * margin;
  page_height_ = most.y - least.y + 2 * margin;
  const Point shift{margin - least.x, margin - least.y};
  lower_ = Lattice(shift, lower.rows(), lower.cols());
  upper_ = Lattice({upper_corner.x + shift.x, upper_corner.y + shift.y}, upper.rows(), upper.cols());
}

DisplayList Projection::lower_plane() const {
  DisplayList shapes;
  shapes.push_back(
      {Role::plane_grid, std::nullopt, line, Stroke{lower_.grid({}, lower_.rows(), lower_.cols()), kThick, kDash}});
  add_inputs(shapes);
  return shapes;
}

void Projection::add_inputs(DisplayList& shapes) const {
  const std::vector<Run> rows = runs_of_inputs(walkthrough_.rows());
  const std::vector<Run> cols = runs_of_inputs(walkthrough_.cols());
  Shape grid = solid_lines(Role::input_grid, {});
  auto& paths = std::get<Stroke>(grid.form).paths;
  for (const Run& row : rows) {
    for (const Run& col : cols) {
      for (int i = 0; i < row.length; ++i) {
        for (int j = 0; j < col.length; ++j) {
          const Cell place{row.place + i, col.place + j};
          shapes.push_back(cell_fill(Role::input_cell, *walkthrough_.input_at(place), input, lower_.cell(place)));
        }
      }
      const Cell first{row.place, col.place};
      paths.push_back({lower_.block(first, row.length, col.length), true});
      for (Stroke::Path& path : lower_.inner_grid(first, row.length, col.length)) paths.push_back(std::move(path));
    }
  }
  if (!paths.empty()) shapes.push_back(std::move(grid));
}

DisplayList Projection::kernel(std::size_t index) const {
  const Step step = walkthrough_.step(index);
  DisplayList shapes;
  for (const Tap& tap : step.taps) {
    shapes.push_back(cell_fill(Role::tap, tap.place, shade, lower_.cell(tap.place)));
  }
  shapes.push_back(solid_lines(Role::window_grid,
                               lower_.grid(step.window, walkthrough_.rows().extent(), walkthrough_.cols().extent())));
  shapes.push_back(projectors(step));
  return shapes;
}

Shape Projection::projectors(const Step& step) const {
  const auto from = lower_.corners(step.window, walkthrough_.rows().extent(), walkthrough_.cols().extent());
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

}  // namespace

Film lay_out_projection(const Walkthrough& walkthrough, const Theme& theme) {
  const Projection projection(walkthrough);
  Film film;
  film.width = projection.page_width();
  film.height = projection.page_height();
  film.steps = walkthrough.steps();
  film.paints = mix_paints(walkthrough, theme);
  film.sheets = {
      {true, [projection](std::size_t) { return projection.lower_plane(); }},
      {false, [projection](std::size_t step) { return projection.kernel(step); }},
      {true, [projection](std::size_t) { return projection.upper_plane(); }},
      {false, [projection](std::size_t step) { return projection.current_output(step); }},
  };
  return film;
}

}  // namespace convarith
