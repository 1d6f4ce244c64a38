#include "layout/views/projection/projection.hpp"

#include <array>
#include <cstddef>
#include <utility>
#include <vector>

#include "layout/shapes/cell_maps.hpp"
#include "layout/shapes/convex_hull.hpp"
#include "layout/shapes/measures.hpp"
#include "layout/shapes/swatches.hpp"
#include "layout/shapes/tight_page.hpp"
#include "layout/views/projection/projection_floors.hpp"
#include "layout/views/projection/projection_labels.hpp"
#include "layout/views/projection/projection_paints.hpp"
#include "layout/views/projection/projection_planes.hpp"

namespace convarith {
namespace {

using Corners = std::array<Point, 4>;

/// Returns the lines from the corners of one block of cells to the corners of another.
Shape projectors(Cell output, const Corners& from, const Corners& to) {
  std::vector<Stroke::Path> paths;
  for (std::size_t i = 0; i < from.size(); ++i) paths.push_back({{from[i], to[i]}});
  return {Role::projector, output, swatch::projector, Stroke{std::move(paths), kThin, 0}};
}

Corners corners_of_window(const Step& step, const Lattice& plane) {
  return plane.corners(step.window, step.window_rows, step.window_cols);
}

Corners corners_of_output(const Step& step, const Lattice& plane) {
  return plane.corners(step.output, 1, 1);
}

/// The planes of a figure, placed on the page, and the layer that walks over them.
class Projection {
 public:
  Projection(const Walkthrough& walkthrough, const Theme& theme, bool has_numbers);

  Drawing draw() const;

 private:
  const Walkthrough& walkthrough() const { return planes_.walkthrough(); }
  std::vector<Sheet> sheets() const;
  std::vector<Point> outline() const;

  std::vector<CellMap> input_maps(std::size_t floor) const;
  std::vector<CellMap> output_maps(std::size_t floor) const;

  // Each of these draws its floor in all columns.
  DisplayList inputs(std::size_t floor) const;
  DisplayList windows(std::size_t floor, std::size_t step) const;
  DisplayList outputs(std::size_t floor) const;
  DisplayList current_outputs(std::size_t floor, std::size_t step) const;

  ProjectionPlanes planes_;
  bool has_numbers_;
  ProjectionFloors floors_;
  TightPage page_;
};

TightPage page_around(const ProjectionFloors& floors, const Walkthrough& walkthrough) {
  std::vector<Point> corners;
  for (const ProjectionColumn& column : floors.columns) {
    const std::vector<Point> more = corners_of(column, walkthrough);
    corners.insert(corners.end(), more.begin(), more.end());
  }
  return tight_page(corners);
}

Projection::Projection(const Walkthrough& walkthrough, const Theme& theme, bool has_numbers)
    : planes_(walkthrough, mix_projection_paints(walkthrough, theme, has_numbers), has_numbers),
      has_numbers_(has_numbers),
      floors_(place_floors(walkthrough)),
      page_(page_around(floors_, walkthrough)) {
  floors_ = floors_.moved(page_.shift);
}

std::vector<Point> Projection::outline() const {
  std::vector<Point> corners;
  for (const ProjectionColumn& column : floors_.columns) {
    for (const Lattice& plane : column.inputs) {
      const std::vector<Point> drawn = planes_.corners_of_input(plane);
      corners.insert(corners.end(), drawn.begin(), drawn.end());
    }
    for (const Lattice& plane : column.outputs) {
      const Corners four = plane.corners({}, plane.rows(), plane.cols());
      corners.insert(corners.end(), four.begin(), four.end());
    }
  }
  return convex_hull(std::move(corners));
}

std::vector<CellMap> Projection::input_maps(std::size_t floor) const {
  std::vector<CellMap> maps;
  for (const ProjectionColumn& column : floors_.columns) {
    maps.push_back(placed(map_of_plane(walkthrough(), column.channels[floor]), column.inputs[floor]));
  }
  return maps;
}

std::vector<CellMap> Projection::output_maps(std::size_t floor) const {
  std::vector<CellMap> maps;
  for (const ProjectionColumn& column : floors_.columns) {
    maps.push_back(placed(map_of_outputs(walkthrough(), column.filters[floor]), column.outputs[floor]));
  }
  return maps;
}

/// Draws the inputs of a floor. The lowest floor comes with the dots, which nothing hides.
DisplayList Projection::inputs(std::size_t floor) const {
  DisplayList shapes;
  for (const ProjectionColumn& column : floors_.columns) {
    if (floor > 0) planes_.add_backing(column.inputs[floor], shapes);
    planes_.add_input(column.inputs[floor], shapes);
  }
  if (floor > 0) return shapes;
  for (const std::vector<Point>& dot : floors_.dots) {
    shapes.push_back({Role::left_out, std::nullopt, swatch::line, Fill{dot}});
  }
  return shapes;
}

/// Draws the windows of a floor, with the lines that lead to the next floor.
DisplayList Projection::windows(std::size_t floor, std::size_t index) const {
  const Step step = walkthrough().step(index);
  DisplayList shapes;
  for (const ProjectionColumn& column : floors_.columns) {
    const Lattice& here = column.inputs[floor];
    planes_.add_window(step, here, shapes);
    const bool is_last = floor + 1 == column.inputs.size();
    shapes.push_back(projectors(
        step.output, corners_of_window(step, here),
        is_last ? corners_of_output(step, column.outputs.front()) : corners_of_window(step, column.inputs[floor + 1])));
    planes_.add_numbers(step, here, shapes);
  }
  return shapes;
}

DisplayList Projection::outputs(std::size_t floor) const {
  DisplayList shapes;
  for (const ProjectionColumn& column : floors_.columns) planes_.add_output(column.outputs[floor], shapes);
  return shapes;
}

DisplayList Projection::current_outputs(std::size_t floor, std::size_t index) const {
  const Step step = walkthrough().step(index);
  DisplayList shapes;
  for (const ProjectionColumn& column : floors_.columns) {
    const Lattice& here = column.outputs[floor];
    planes_.add_current_output(step, here, shapes);
    if (floor + 1 == column.outputs.size()) continue;
    shapes.push_back(
        projectors(step.output, corners_of_output(step, here), corners_of_output(step, column.outputs[floor + 1])));
  }
  return shapes;
}

/// Returns the sheets from the lowest floor up, because each floor hides the lines that lead to it from below.
std::vector<Sheet> Projection::sheets() const {
  std::vector<Sheet> sheets;
  for (std::size_t floor = 0; floor < floors_.columns.front().inputs.size(); ++floor) {
    sheets.push_back({true, [*this, floor](std::size_t) { return inputs(floor); }, {}, input_maps(floor)});
    sheets.push_back({false, [*this, floor](std::size_t step) { return windows(floor, step); }});
  }
  for (std::size_t floor = 0; floor < floors_.columns.front().outputs.size(); ++floor) {
    sheets.push_back({true, [*this, floor](std::size_t) { return outputs(floor); }, {}, output_maps(floor)});
    sheets.push_back({false, [*this, floor](std::size_t step) { return current_outputs(floor, step); }});
  }
  return sheets;
}

Drawing Projection::draw() const {
  Drawing drawing;
  drawing.film = {page_.width, page_.height, walkthrough().steps(), planes_.paints().paints, sheets()};
  drawing.ink = swatch::line;
  drawing.outline = outline();
  drawing.labels = label_projection(walkthrough(), floors_);
  drawing.keys = projection_keys(walkthrough(), planes_.paints(), has_numbers_);
  drawing.formulas = projection_formulas(walkthrough().operation());
  return drawing;
}

}  // namespace

Drawing draw_projection(const Walkthrough& walkthrough, const Theme& theme) {
  return Projection(walkthrough, theme, false).draw();
}

Drawing draw_numbered_projection(const Walkthrough& walkthrough, const Theme& theme) {
  return Projection(walkthrough, theme, true).draw();
}

}  // namespace convarith
