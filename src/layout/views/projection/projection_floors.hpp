#pragma once

#include <vector>

#include "arithmetic/walkthrough.hpp"
#include "layout/shapes/lattice.hpp"

namespace convarith {

/// The planes of a group of channels, one above the other.
struct ProjectionColumn {
  std::vector<Lattice> inputs;   ///< from the lowest, which is the first channel
  std::vector<Lattice> outputs;  ///< above them, from the first filter on
  std::vector<int> channels;     ///< that the inputs are of
  std::vector<int> filters;      ///< that the outputs are of
};

/// How the planes of a projection stand: like the floors of a house, a house for each group, none of which hides any of
/// another. Of many channels, filters
/// or groups only some are shown (shown_sheets.hpp), with dots between.
struct ProjectionFloors {
  std::vector<ProjectionColumn> columns;  ///< from left to right, all alike
  std::vector<std::vector<Point>> dots;   ///< convex polygons

  ProjectionFloors moved(Point way) const;
};

/// Of all planes of a column, with room for inputs that are cut off.
std::vector<Point> corners_of(const ProjectionColumn& column, const Walkthrough& walkthrough);

/// How many columns there would be if all were shown. Of a pooling each channel is a group of its own.
int groups_shown_apart(const Operation& operation);

/// The lower left corner of the first column's lowest plane is the page's origin.
ProjectionFloors place_floors(const Walkthrough& walkthrough);

}  // namespace convarith
