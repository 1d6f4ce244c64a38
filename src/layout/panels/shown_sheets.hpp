#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "arithmetic/operation.hpp"

namespace convarith {

/// Which of many sheets (channels, filters, groups) a figure shows.
struct ShownSheets {
  std::vector<int> numbers;               ///< from 0, ascending
  std::optional<std::size_t> dots_after;  ///< dots stand for the sheets left out after this one of `numbers`
};

/// More than so many are not all shown.
inline constexpr int kMostSheets = 6;

/// Of those that stand one behind the other, and hide each other.
inline constexpr int kMostInStack = 4;

/// All of a few; else the first two and the last, with dots between.
ShownSheets shown_sheets(int count, int most = kMostSheets);

/// The filters that stand beside the channels that they take: those of the groups that are shown.
std::vector<int> filters_shown_apart(const Operation& operation);

}  // namespace convarith
