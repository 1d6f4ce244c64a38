#pragma once

#include <algorithm>
#include <cstddef>
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

/// Returns the numbers of a layer's axes, the outermost first.
inline std::vector<int> numbers_along(const PerAxis& numbers, int dims) {
  std::vector<int> list;
  for (const AxisPlace& place : axis_places(dims)) {
    list.push_back(numbers.given == 1 ? numbers.cols : numbers.*place.number);
  }
  return list;
}

/// Returns the numbers of a list, which has one for each axis of a layer, the outermost first.
inline PerAxis per_axis_of(const std::vector<int>& list) {
  if (list.size() == 1) return PerAxis::all(list.front());
  PerAxis numbers;
  numbers.given = static_cast<int>(list.size());
  const std::vector<AxisPlace> places = axis_places(numbers.given);
  for (std::size_t i = 0; i < list.size(); ++i) numbers.*places[i].number = list[i];
  return numbers;
}

/// Whether the padding before and after the input differs along any axis.
inline bool has_two_sides(const Operation& operation) {
  const std::vector<Axis> axes = operation.axes();
  return std::any_of(axes.begin(), axes.end(),
                     [](const Axis& axis) { return axis.padding.before != axis.padding.after; });
}

}  // namespace convarith
