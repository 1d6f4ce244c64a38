#include "layout/panels/shown_sheets.hpp"

#include <numeric>

namespace convarith {

ShownSheets shown_sheets(int count, int most) {
  if (count > most) return {{0, 1, count - 1}, 1};
  std::vector<int> all(static_cast<std::size_t>(count));
  std::iota(all.begin(), all.end(), 0);
  return {std::move(all), std::nullopt};
}

std::vector<int> filters_shown_apart(const Operation& operation) {
  std::vector<int> filters;
  for (const int number : shown_sheets(operation.groups).numbers) {
    const Group group = group_of(operation, number);
    for (const int filter : shown_sheets(group.filters).numbers) filters.push_back(group.first_filter + filter);
  }
  return filters;
}

}  // namespace convarith
