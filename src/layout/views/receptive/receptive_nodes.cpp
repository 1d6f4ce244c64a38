#include "layout/views/receptive/receptive_nodes.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include "layout/shapes/box.hpp"
#include "layout/shapes/convex_hull.hpp"
#include "layout/shapes/lattice.hpp"
#include "layout/shapes/measures.hpp"
#include "layout/shapes/round_dot.hpp"
#include "layout/shapes/tight_page.hpp"
#include "layout/views/receptive/receptive_words.hpp"

namespace convarith {
namespace {

constexpr double kPitch = 1.35 * kCell;  // from a node to the next
constexpr double kRadius = 0.36 * kCell;
constexpr int kCorners = 32;
// The distance of two rows, in nodes: a share of the longest row, within limits.
constexpr double kShareOfWidth = 0.15;
constexpr double kLeastDistance = 2;
constexpr double kLargestDistance = 3.6;

class ReceptiveNodes {
 public:
  ReceptiveNodes(const MapStack& stack, const ReceptivePaints& paints, const std::vector<Cell>& outputs);

  Drawing drawing() &&;

 private:
  Point middle_of(std::size_t map, int place) const;
  Box box_of_row(std::size_t map) const;
  DisplayList all_lines() const;
  DisplayList seen_lines(std::size_t step) const;
  DisplayList nodes() const;
  DisplayList seen_nodes(std::size_t step) const;
  void add_padding(std::size_t map, DisplayList& shapes) const;
  void add_seen(std::size_t map, int place, DisplayList& shapes) const;
  void add_lines(std::size_t map, int cell, std::vector<Stroke::Path>& paths) const;
  std::vector<CellMap> cells() const;
  std::vector<Label> labels() const;

  MapStack stack_;
  ReceptivePaints paints_;
  std::vector<Cell> outputs_;
  double distance_ = 0;  ///< of two rows, bp
  Point shift_;
};

ReceptiveNodes::ReceptiveNodes(const MapStack& stack, const ReceptivePaints& paints, const std::vector<Cell>& outputs)
    : stack_(stack), paints_(paints), outputs_(outputs) {
  distance_ = kPitch * std::clamp(kShareOfWidth * stack_.most_across(), kLeastDistance, kLargestDistance);
}

/// Returns the middle of a node. The middles of all rows are above each other.
Point ReceptiveNodes::middle_of(std::size_t map, int place) const {
  const double x = place - 0.5 * (stack_.maps[map].cols - 1);
  return shift_ + Point{x * kPitch, static_cast<double>(map) * distance_};
}

Box ReceptiveNodes::box_of_row(std::size_t map) const {
  const Sides padding = stack_.col_padding(map);
  Box box;
  box.add(middle_of(map, -padding.before));
  box.add(middle_of(map, stack_.maps[map].cols - 1 + padding.after));
  return box.grown(kRadius);
}

/// Adds the lines from a cell to all that it sees of the map below.
void ReceptiveNodes::add_lines(std::size_t map, int cell, std::vector<Stroke::Path>& paths) const {
  for (const int place : stack_.maps[map].along_cols.places[static_cast<std::size_t>(cell)]) {
    paths.push_back({{middle_of(map - 1, place), middle_of(map, cell)}});
  }
}

DisplayList ReceptiveNodes::all_lines() const {
  DisplayList shapes;
  for (std::size_t map = 1; map < stack_.maps.size(); ++map) {
    Stroke stroke{{}, kThin, 0};
    for (int cell = 0; cell < stack_.maps[map].cols; ++cell) add_lines(map, cell, stroke.paths);
    if (stroke.paths.empty()) continue;
    shapes.push_back({Role::connection, std::nullopt, paints_.faint, std::move(stroke), static_cast<int>(map)});
  }
  return shapes;
}

DisplayList ReceptiveNodes::seen_lines(std::size_t step) const {
  const std::vector<SeenPlaces> seen = stack_.seen_by(outputs_[step]);
  DisplayList shapes;
  for (std::size_t map = 1; map < stack_.maps.size(); ++map) {
    Stroke stroke{{}, kThick, 0};
    for (const int place : seen[map].cols) {
      if (stack_.maps[map].has({0, place})) add_lines(map, place, stroke.paths);
    }
    if (stroke.paths.empty()) continue;
    shapes.push_back({Role::projector, outputs_[step], paints_.projector, std::move(stroke), static_cast<int>(map)});
  }
  return shapes;
}

/// Draws places of padding as dashed circles. Every other side of a circle is a dash.
void ReceptiveNodes::add_padding(std::size_t map, DisplayList& shapes) const {
  const Sides padding = stack_.col_padding(map);
  Stroke dashes{{}, kThick, 0};
  const int cols = stack_.maps[map].cols;
  for (int place = -padding.before; place < cols + padding.after; ++place) {
    if (place >= 0 && place < cols) continue;
    const std::vector<Point> circle = round_dot(middle_of(map, place), kRadius, kCorners);
    shapes.push_back({Role::canvas, std::nullopt, kPaper, Fill{circle}, static_cast<int>(map)});
    for (std::size_t i = 0; i + 1 < circle.size(); i += 2) dashes.paths.push_back({{circle[i], circle[i + 1]}});
  }
  if (dashes.paths.empty()) return;
  shapes.push_back({Role::plane_grid, std::nullopt, paints_.line, std::move(dashes), static_cast<int>(map)});
}

DisplayList ReceptiveNodes::nodes() const {
  DisplayList shapes;
  for (std::size_t map = 0; map < stack_.maps.size(); ++map) {
    const int sheet = static_cast<int>(map);
    add_padding(map, shapes);
    Stroke outlines{{}, kThick, 0};
    for (int col = 0; col < stack_.maps[map].cols; ++col) {
      const std::vector<Point> circle = round_dot(middle_of(map, col), kRadius, kCorners);
      shapes.push_back(
          {map == 0 ? Role::input_cell : Role::output_cell, Cell{0, col}, paints_.of_map(map), Fill{circle}, sheet});
      outlines.paths.push_back({circle, true});
    }
    shapes.push_back(
        {map == 0 ? Role::input_grid : Role::output_grid, std::nullopt, paints_.line, std::move(outlines), sheet});
  }
  return shapes;
}

void ReceptiveNodes::add_seen(std::size_t map, int place, DisplayList& shapes) const {
  const int sheet = static_cast<int>(map);
  const bool exists = stack_.maps[map].has({0, place});
  const bool is_output = map + 1 == stack_.maps.size();
  const Role role = is_output ? Role::current_output : exists ? Role::tap : Role::padded_cell;
  const std::optional<Cell> cell = exists ? std::optional(Cell{0, place}) : std::nullopt;
  const std::vector<Point> circle = round_dot(middle_of(map, place), kRadius, kCorners);
  shapes.push_back({role, cell, paints_.shade, Fill{circle}, sheet});
  shapes.push_back({is_output ? Role::current_output_outline : Role::window_grid, cell, paints_.line,
                    Stroke{{{circle, true}}, kThick, 0}, sheet});
}

DisplayList ReceptiveNodes::seen_nodes(std::size_t step) const {
  const std::vector<SeenPlaces> seen = stack_.seen_by(outputs_[step]);
  DisplayList shapes;
  for (std::size_t map = 0; map < stack_.maps.size(); ++map) {
    for (const int place : seen[map].cols) add_seen(map, place, shapes);
  }
  return shapes;
}

/// Returns the maps of all rows. Their cells are as wide as the way from one node to the next.
std::vector<CellMap> ReceptiveNodes::cells() const {
  std::vector<CellMap> maps;
  for (std::size_t map = 0; map < stack_.maps.size(); ++map) {
    const Point corner = middle_of(map, 0) - Point{kPitch / 2, kRadius};
    maps.push_back(cells_of_map(stack_, map, Lattice(corner, 1, stack_.maps[map].cols, upright(kPitch, 2 * kRadius))));
  }
  return maps;
}

/// Returns a label at the right end of each row.
std::vector<Label> ReceptiveNodes::labels() const {
  std::vector<Label> labels;
  for (std::size_t map = 0; map < stack_.maps.size(); ++map) {
    const Box row = box_of_row(map);
    labels.push_back({label_of_map(stack_, map), {row.right, row.bottom}, {row.right, row.top}, Side::right, 0, false});
  }
  return labels;
}

Drawing ReceptiveNodes::drawing() && {
  Box box;
  std::vector<Point> corners;
  for (std::size_t map = 0; map < stack_.maps.size(); ++map) {
    box.add(box_of_row(map));
    const std::vector<Point> more = box_of_row(map).corners();
    corners.insert(corners.end(), more.begin(), more.end());
  }
  const TightPage page = page_around(box.grown(kThick / 2));
  shift_ = page.shift;
  for (Point& corner : corners) corner = corner + page.shift;

  Drawing drawing;
  drawing.film = {page.width, page.height, outputs_.size(), paints_.paints, {}};
  drawing.outline = convex_hull(std::move(corners));
  drawing.labels = labels();
  const auto shared = std::make_shared<const ReceptiveNodes>(std::move(*this));
  drawing.film.sheets = {{true, [shared](std::size_t) { return shared->all_lines(); }},
                         {false, [shared](std::size_t step) { return shared->seen_lines(step); }},
                         {true, [shared](std::size_t) { return shared->nodes(); }, {}, shared->cells()},
                         {false, [shared](std::size_t step) { return shared->seen_nodes(step); }}};
  return drawing;
}

}  // namespace

Drawing draw_receptive_nodes(const MapStack& stack, const ReceptivePaints& paints, const std::vector<Cell>& outputs) {
  return ReceptiveNodes(stack, paints, outputs).drawing();
}

}  // namespace convarith
