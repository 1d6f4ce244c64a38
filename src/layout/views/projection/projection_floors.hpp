#pragma once

#include <vector>

#include "arithmetic/walkthrough.hpp"
#include "layout/shapes/lattice.hpp"

namespace convarith {

/// The planes of one group of channels, one above the other.
struct ProjectionColumn {
  std::vector<Lattice> inputs;   ///< from the lowest, which is the first channel, up
  std::vector<Lattice> outputs;  ///< above the inputs, from the first filter up
  std::vector<int> channels;     ///< channels of the inputs
  std::vector<int> filters;      ///< filters of the outputs
};

/// The positions of the planes of a projection. They are like the floors of houses, one house for each group, and no
/// plane hides any part of another. Of many channels, filters or groups only some are shown (shown_sheets.hpp), with
/// dots between.
struct ProjectionFloors {
  std::vector<ProjectionColumn> columns;  ///< from left to right, all of the same shape
  std::vector<std::vector<Point>> dots;   ///< convex polygons

  ProjectionFloors moved(Point way) const;
};

/// Returns the corners of all planes of a column, with room for inputs that are cut off.
std::vector<Point> corners_of(const ProjectionColumn& column, const Walkthrough& walkthrough);

/// Places the planes with the lower left corner of the first column's lowest plane at the page's origin.
ProjectionFloors place_floors(const Walkthrough& walkthrough);

}  // namespace convarith
