#include "layout/views/receptive/receptive_planes.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <memory>
#include <utility>

#include "layout/shapes/convex_hull.hpp"
#include "layout/shapes/lattice.hpp"
#include "layout/shapes/measures.hpp"
#include "layout/shapes/tight_page.hpp"
#include "layout/views/receptive/receptive_words.hpp"

namespace convarith {
namespace {

/// The clear height between a plane and the one above it, in cells, and its share of the planes' height.
constexpr double kClearHeight = 1;
constexpr double kClearShare = 0.12;

/// Returns where a vertical line leaves a convex polygon that it crosses.
std::pair<double, double> crossed_between(const std::vector<Point>& polygon, double x) {
  double bottom = std::numeric_limits<double>::max();
  double top = std::numeric_limits<double>::lowest();
  for (std::size_t i = 0; i < polygon.size(); ++i) {
    const Point a = polygon[i];
    const Point b = polygon[(i + 1) % polygon.size()];
    if (std::min(a.x, b.x) > x || std::max(a.x, b.x) < x) continue;
    const double share = a.x == b.x ? 0 : (x - a.x) / (b.x - a.x);
    for (const double y : {a.y + share * (b.y - a.y), a.x == b.x ? b.y : a.y + share * (b.y - a.y)}) {
      bottom = std::min(bottom, y);
      top = std::max(top, y);
    }
  }
  return {bottom, top};
}

/// Returns how far a convex polygon must be lifted to touch another one from above.
double lift_onto(const std::vector<Point>& lower, const std::vector<Point>& upper) {
  const auto range = [](const std::vector<Point>& polygon) {
    const auto [least, most] =
        std::minmax_element(polygon.begin(), polygon.end(), [](Point a, Point b) { return a.x < b.x; });
    return std::pair(least->x, most->x);
  };
  const double left = std::max(range(lower).first, range(upper).first);
  const double right = std::min(range(lower).second, range(upper).second);
  double lift = 0;
  // The distance is a concave function between corners.
  for (const std::vector<Point>* const polygon : {&lower, &upper}) {
    for (const Point& corner : *polygon) {
      if (corner.x < left || corner.x > right) continue;
      lift = std::max(lift, crossed_between(lower, corner.x).second - crossed_between(upper, corner.x).first);
    }
  }
  return lift;
}

class ReceptivePlanes {
 public:
  ReceptivePlanes(const MapStack& stack, const ReceptivePaints& paints, const std::vector<Cell>& outputs);

  Drawing drawing() &&;

 private:
  std::vector<Point> outline_of(std::size_t map) const;
  void stack_up();
  DisplayList plane(std::size_t map) const;
  DisplayList seen(std::size_t map, std::size_t step) const;
  void add_padding(std::size_t map, DisplayList& shapes) const;
  void add_current_output(Cell output, DisplayList& shapes) const;
  Stroke projectors(std::size_t map, const std::vector<SeenPlaces>& seen) const;
  std::vector<Label> labels() const;

  MapStack stack_;
  ReceptivePaints paints_;
  std::vector<Cell> outputs_;
  std::vector<Lattice> planes_;
};

ReceptivePlanes::ReceptivePlanes(const MapStack& stack, const ReceptivePaints& paints, const std::vector<Cell>& outputs)
    : stack_(stack), paints_(paints), outputs_(outputs) {
  for (const StackedMap& map : stack_.maps) {
    const Lattice plane({}, map.rows, map.cols);
    planes_.push_back(plane.moved(Point{} - plane.middle()));
  }
  stack_up();
}

/// Returns the corners of a map with its padding, counter-clockwise.
std::vector<Point> ReceptivePlanes::outline_of(std::size_t map) const {
  const Sides rows = stack_.row_padding(map);
  const Sides cols = stack_.col_padding(map);
  return planes_[map].block({-rows.before, -cols.before}, rows.before + planes_[map].rows() + rows.after,
                            cols.before + planes_[map].cols() + cols.after);
}

/// Lifts each plane so far that it hides no part of any below it. The middles of all planes stay above each other.
void ReceptivePlanes::stack_up() {
  for (std::size_t map = 1; map < planes_.size(); ++map) {
    const std::vector<Point> upper = outline_of(map);
    double height = 0;
    for (std::size_t below = 0; below < map; ++below) {
      const std::vector<Point> lower = outline_of(below);
      const double tall = crossed_between(lower, 0).second - crossed_between(lower, 0).first;
      height = std::max(height, lift_onto(lower, upper) + kClearHeight * kCell + kClearShare * tall);
    }
    planes_[map] = planes_[map].moved({0, height});
  }
}

void ReceptivePlanes::add_padding(std::size_t map, DisplayList& shapes) const {
  const Sides rows = stack_.row_padding(map);
  const Sides cols = stack_.col_padding(map);
  if (rows == Sides{} && cols == Sides{}) return;
  if (map > 0) shapes.push_back({Role::canvas, std::nullopt, kPaper, Fill{outline_of(map)}, static_cast<int>(map)});
  const Lattice& plane = planes_[map];
  shapes.push_back({Role::plane_grid, std::nullopt, paints_.line,
                    Stroke{plane.grid({-rows.before, -cols.before}, rows.before + plane.rows() + rows.after,
                                      cols.before + plane.cols() + cols.after),
                           kThick, kDash},
                    static_cast<int>(map)});
}

DisplayList ReceptivePlanes::plane(std::size_t map) const {
  const Lattice& plane = planes_[map];
  const int sheet = static_cast<int>(map);
  DisplayList shapes;
  add_padding(map, shapes);
  const Role role = map == 0 ? Role::input_cell : Role::output_cell;
  for (int row = 0; row < plane.rows(); ++row) {
    for (int col = 0; col < plane.cols(); ++col) {
      const Cell cell{row, col};
      shapes.push_back({role, cell, paints_.of_map(map), Fill{plane.cell(cell)}, sheet});
    }
  }
  shapes.push_back({map == 0 ? Role::input_grid : Role::output_grid, std::nullopt, paints_.line,
                    Stroke{plane.grid({}, plane.rows(), plane.cols()), kThick, 0}, sheet});
  return shapes;
}

void ReceptivePlanes::add_current_output(Cell output, DisplayList& shapes) const {
  const int sheet = static_cast<int>(planes_.size()) - 1;
  const std::vector<Point> corners = planes_.back().cell(output);
  shapes.push_back({Role::current_output, output, paints_.shade, Fill{corners}, sheet});
  shapes.push_back({Role::current_output_outline, output, paints_.line, Stroke{{{corners, true}}, kThick, 0}, sheet});
}

/// Returns the lines from what is seen of a map to what is seen of the next one.
Stroke ReceptivePlanes::projectors(std::size_t map, const std::vector<SeenPlaces>& seen) const {
  const auto corners = [&](std::size_t of) {
    return planes_[of].corners(seen[of].first(), seen[of].block_rows(), seen[of].block_cols());
  };
  const std::array<Point, 4> from = corners(map);
  const std::array<Point, 4> to = corners(map + 1);
  Stroke stroke{{}, kThin, 0};
  for (std::size_t i = 0; i < from.size(); ++i) stroke.paths.push_back({{from[i], to[i]}});
  return stroke;
}

/// Draws what the current output sees of a map, and the lines to the next map.
DisplayList ReceptivePlanes::seen(std::size_t map, std::size_t step) const {
  const Cell output = outputs_[step];
  const int sheet = static_cast<int>(map);
  DisplayList shapes;
  if (map + 1 == planes_.size()) {
    add_current_output(output, shapes);
    return shapes;
  }
  const std::vector<SeenPlaces> all = stack_.seen_by(output);
  const SeenPlaces& seen = all[map];
  if (seen.empty()) return shapes;
  for (const int row : seen.rows) {
    for (const int col : seen.cols) {
      const bool exists = stack_.maps[map].has({row, col});
      shapes.push_back({exists ? Role::tap : Role::padded_cell, exists ? std::optional(Cell{row, col}) : std::nullopt,
                        paints_.shade, Fill{planes_[map].cell({row, col})}, sheet});
    }
  }
  shapes.push_back({Role::window_grid, std::nullopt, paints_.line,
                    Stroke{planes_[map].grid(seen.first(), seen.block_rows(), seen.block_cols()), kThick, 0}, sheet});
  shapes.push_back({Role::projector, output, paints_.projector, projectors(map, all), sheet});
  return shapes;
}

/// Returns a label beside the corner of each map that is furthest to the right.
std::vector<Label> ReceptivePlanes::labels() const {
  std::vector<Label> labels;
  for (std::size_t map = 0; map < planes_.size(); ++map) {
    const Point right = planes_[map].at(planes_[map].rows() + stack_.row_padding(map).after,
                                        planes_[map].cols() + stack_.col_padding(map).after);
    labels.push_back({label_of_map(stack_, map), right, right, Side::right, 0, false});
  }
  return labels;
}

Drawing ReceptivePlanes::drawing() && {
  std::vector<Point> corners;
  for (std::size_t map = 0; map < planes_.size(); ++map) {
    const std::vector<Point> outline = outline_of(map);
    corners.insert(corners.end(), outline.begin(), outline.end());
  }
  const TightPage page = tight_page(corners);
  for (Point& corner : corners) corner = corner + page.shift;
  for (Lattice& plane : planes_) plane = plane.moved(page.shift);

  Drawing drawing;
  drawing.film = {page.width, page.height, outputs_.size(), paints_.paints, {}};
  drawing.outline = convex_hull(std::move(corners));
  drawing.labels = labels();
  const auto shared = std::make_shared<const ReceptivePlanes>(std::move(*this));
  for (std::size_t map = 0; map < shared->planes_.size(); ++map) {
    drawing.film.sheets.push_back({true,
                                   [shared, map](std::size_t) { return shared->plane(map); },
                                   {},
                                   {cells_of_map(shared->stack_, map, shared->planes_[map])}});
    drawing.film.sheets.push_back({false, [shared, map](std::size_t step) { return shared->seen(map, step); }});
  }
  return drawing;
}

}  // namespace

Drawing draw_receptive_planes(const MapStack& stack, const ReceptivePaints& paints, const std::vector<Cell>& outputs) {
  return ReceptivePlanes(stack, paints, outputs).drawing();
}

}  // namespace convarith
