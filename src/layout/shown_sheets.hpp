#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace convarith {

/// Which of many sheets (channels, filters, groups) a figure shows.
struct ShownSheets {
  std::vector<int> numbers;               ///< from 0, ascending
  std::optional<std::size_t> dots_after;  ///< dots stand for the sheets left out after this one of `numbers`
};

/// More than so many are not all shown.
inline constexpr int kMostSheets = 6;

/// All of a few; else the first two and the last, with dots between.
ShownSheets shown_sheets(int count);

}  // namespace convarith
