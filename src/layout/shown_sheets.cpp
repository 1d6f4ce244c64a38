#include "shown_sheets.hpp"

#include <numeric>

namespace convarith {

ShownSheets shown_sheets(int count) {
  if (count > kMostSheets) return {{0, 1, count - 1}, 1};
  std::vector<int> all(static_cast<std::size_t>(count));
  std::iota(all.begin(), all.end(), 0);
  return {std::move(all), std::nullopt};
}

}  // namespace convarith
