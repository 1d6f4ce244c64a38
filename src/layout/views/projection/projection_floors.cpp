#include "layout/views/projection/projection_floors.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "layout/panels/shown_sheets.hpp"
#include "layout/shapes/box.hpp"
#include "layout/shapes/measures.hpp"
#include "layout/shapes/round_dot.hpp"
#include "layout/views/projection/projection_paints.hpp"
#include "layout/views/projection/projection_planes.hpp"

namespace convarith {
namespace {

/// The size of a plane, as far as it decides whether planes hide each other.
struct PlaneSize {
  int rows = 1;  ///< number of rows that are drawn
  int cols = 1;

  /// Returns the distance from the lowest corner to the highest, straight up, in cells.
  double height() const { return 0.5 * cols + 0.65 * rows; }
  /// Returns the length of the vertical through the middle of the plane, in cells.
  double height_in_the_middle() const { return std::min(static_cast<double>(rows), cols / 0.7); }
};

/// Three dots in a row. Their size follows from the plane beside them.
struct Dots {
  explicit Dots(const PlaneSize& plane)
      : pitch(0.5 * kCell * std::max(1.0, plane.height() / 12)), radius(0.22 * pitch) {}

  double pitch;
  double radius;

  /// Returns the length of the row of dots with room at both ends, in bp.
  double length() const { return 4.5 * pitch; }

  void add(Point middle, Point way, std::vector<std::vector<Point>>& dots) const {
    for (int i = -1; i <= 1; ++i) dots.push_back(round_dot(middle + i * way * pitch, radius, 24));
  }
};

PlaneSize size_of_input(const Walkthrough& walkthrough) {
  return {drawn_span(walkthrough.rows()).length(), drawn_span(walkthrough.cols()).length()};
}

// The clear height between a plane and the one above it, in cells.
constexpr double kClear = 0.75;

/// Returns the distance from a floor to the next, in cells. It is so large that no plane hides any part of another,
/// because each cell of a plane becomes the current one at some step.
double distance_of_floors(const PlaneSize& plane) {
  constexpr double least = 1.5;
  return std::max(least, plane.height_in_the_middle() + kClear);
}

/// Returns the distance from the highest input to the first output, in cells. For a single square plane of T cells it
/// is T + 1, the height in the published figures.
double rise_to_outputs(const Walkthrough& walkthrough) {
  const Operation& operation = walkthrough.operation();
  const double right = drawn_span(walkthrough.cols()).last;
  const double above = walkthrough.rows().plane - drawn_span(walkthrough.rows()).first;
  const double published = (0.5 * right + 0.65 * above) / 1.15 + 1;
  if (operation.channels == 1 && operation.filters == 1) return published;
  // The height at which the vertical through the output's lowest corner leaves the plane below, through its right side
  // or its far one.
  constexpr double offset = kOutputOffset / kCell;
  const double clear = std::min((right - 0.65 * offset) / 0.7, above + 0.5 * offset) + kClear;
  return std::max(published, clear);
}

/// Returns how far each floor is above the lowest, in bp.
std::vector<double> floor_heights(const ShownSheets& sheets, const PlaneSize& plane) {
  const double usual = distance_of_floors(plane) * kCell;
  const double over_dots = plane.height_in_the_middle() * kCell + Dots(plane).length();
  std::vector<double> heights{0};
  for (std::size_t floor = 1; floor < sheets.numbers.size(); ++floor) {
    heights.push_back(heights.back() + (sheets.dots_after == floor - 1 ? over_dots : usual));
  }
  return heights;
}

/// Adds dots between the two planes where some are left out.
void add_dots(const ShownSheets& sheets, const std::vector<Lattice>& planes, const PlaneSize& plane,
              std::vector<std::vector<Point>>& dots) {
  if (!sheets.dots_after) return;
  const Point below = planes[*sheets.dots_after].middle();
  const Point above = planes[*sheets.dots_after + 1].middle();
  Dots(plane).add((below + above) / 2, {0, 1}, dots);
}

/// One column with the dots in it.
struct House {
  ProjectionColumn column;
  std::vector<std::vector<Point>> dots;
};

House build_house(const Walkthrough& walkthrough, const ShownSheets& channels, const ShownSheets& filters,
                  const PlaneSize& input, const PlaneSize& output) {
  const AxisWalk& rows = walkthrough.rows();
  const AxisWalk& cols = walkthrough.cols();
  const double rise = rise_to_outputs(walkthrough) * kCell;
  House house;
  ProjectionColumn& column = house.column;
  double top = 0;
  for (const double height : floor_heights(channels, input)) {
    column.inputs.emplace_back(Point{0, height}, rows.plane, cols.plane);
    top = height;
  }
  for (const double height : floor_heights(filters, output)) {
    column.outputs.emplace_back(Point{kOutputOffset, top + rise + height}, rows.output, cols.output);
  }
  add_dots(channels, column.inputs, input, house.dots);
  add_dots(filters, column.outputs, output, house.dots);
  return house;
}

/// Returns the shown numbers of one group, counted through all groups.
std::vector<int> numbers_in(const ShownSheets& shown, int group, int per_group) {
  std::vector<int> numbers = shown.numbers;
  for (int& number : numbers) number += group * per_group;
  return numbers;
}

Box box_around(const ProjectionColumn& column, const Walkthrough& walkthrough) {
  Box box;
  for (const Point& corner : corners_of(column, walkthrough)) box.add(corner);
  return box;
}

void move_planes(std::vector<Lattice>& planes, Point way) {
  for (Lattice& plane : planes) plane = plane.moved(way);
}

void move_dots(std::vector<std::vector<Point>>& dots, Point way) {
  for (std::vector<Point>& dot : dots) {
    for (Point& point : dot) point = point + way;
  }
}

}  // namespace

ProjectionFloors ProjectionFloors::moved(Point way) const {
  ProjectionFloors there = *this;
  for (ProjectionColumn& column : there.columns) {
    move_planes(column.inputs, way);
    move_planes(column.outputs, way);
  }
  move_dots(there.dots, way);
  return there;
}

std::vector<Point> corners_of(const ProjectionColumn& column, const Walkthrough& walkthrough) {
  const Span rows = drawn_span(walkthrough.rows());
  const Span cols = drawn_span(walkthrough.cols());
  std::vector<Point> corners;
  const auto add = [&corners](const std::array<Point, 4>& four) {
    corners.insert(corners.end(), four.begin(), four.end());
  };
  for (const Lattice& plane : column.inputs) {
    add(plane.corners({rows.first, cols.first}, rows.length(), cols.length()));
  }
  for (const Lattice& plane : column.outputs) add(plane.corners({}, plane.rows(), plane.cols()));
  return corners;
}

ProjectionFloors place_floors(const Walkthrough& walkthrough) {
  const Operation& operation = walkthrough.operation();
  const int groups = operation.independent_groups();
  const PlaneSize input = size_of_input(walkthrough);
  const PlaneSize output{walkthrough.rows().output, walkthrough.cols().output};
  const ShownSheets channels = shown_sheets(operation.channels / groups);
  const ShownSheets filters = shown_sheets(operation.filters / groups);
  const House house = build_house(walkthrough, channels, filters, input, output);
  const Box box = box_around(house.column, walkthrough);
  const double gap = std::max(1.5 * kCell, 0.1 * box.width());
  const ShownSheets columns = shown_sheets(groups);
  ProjectionFloors floors;
  double x = 0;
  for (std::size_t i = 0; i < columns.numbers.size(); ++i) {
    ProjectionFloors next = ProjectionFloors{{house.column}, house.dots}.moved({x, 0});
    floors.columns.push_back(std::move(next.columns.front()));
    floors.columns.back().channels = numbers_in(channels, columns.numbers[i], operation.channels / groups);
    floors.columns.back().filters = numbers_in(filters, columns.numbers[i], operation.filters / groups);
    floors.dots.insert(floors.dots.end(), next.dots.begin(), next.dots.end());
    const double beside = columns.dots_after == i ? Dots(input).length() : gap;
    if (columns.dots_after == i) {
      Dots(input).add({x + box.right + beside / 2, (box.bottom + box.top) / 2}, {1, 0}, floors.dots);
    }
    x += box.width() + beside;
  }
  return floors;
}

}  // namespace convarith
