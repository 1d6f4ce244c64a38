#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "arithmetic/operation.hpp"

namespace convarith {

/// The sheets (channels, filters or groups) that a figure shows, which may be only some of many.
struct ShownSheets {
  std::vector<int> numbers;               ///< numbers of the sheets, from 0, ascending
  std::optional<std::size_t> dots_after;  ///< place in `numbers` after which dots stand for the sheets left out
};

/// The most sheets that are all shown.
inline constexpr int kMostSheets = 6;

/// The most sheets that are all shown if they stand one behind the other and hide each other.
inline constexpr int kMostInStack = 4;

/// Returns all sheets if there are at most `most`; otherwise the first two and the last, with dots between.
ShownSheets shown_sheets(int count, int most = kMostSheets);

/// Returns the filters that stand beside the channels that they take. These are filters of the groups that are shown.
std::vector<int> filters_shown_apart(const Operation& operation);

}  // namespace convarith
