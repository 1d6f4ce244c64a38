#pragma once

#include <algorithm>
#include <iterator>
#include <string_view>
#include <vector>

#include "arithmetic/operation.hpp"

namespace convarith {

/// One of the three axes that a layer may have: the members that hold its numbers, and its name in messages.
struct AxisPlace {
  int PerAxis::*number;
  Sides SidedPadding::*sides;
  Axis Operation::*axis;
  std::string_view across;  ///< plural name of what the cells along this axis are counted in
};

inline constexpr AxisPlace kAxisPlaces[] = {
    {&PerAxis::depth, &SidedPadding::depth, &Operation::depth, "planes"},
    {&PerAxis::rows, &SidedPadding::rows, &Operation::rows, "rows"},
    {&PerAxis::cols, &SidedPadding::cols, &Operation::cols, "columns"},
};

/// Returns the places of the axes of a layer, the outermost first.
inline std::vector<AxisPlace> axis_places(int dims) {
  return {std::end(kAxisPlaces) - dims, std::end(kAxisPlaces)};
}

/// Whether the padding before and after the input differs along any axis.
inline bool has_two_sides(const Operation& operation) {
  const std::vector<Axis> axes = operation.axes();
  return std::any_of(axes.begin(), axes.end(),
                     [](const Axis& axis) { return axis.padding.before != axis.padding.after; });
}

}  // namespace convarith
