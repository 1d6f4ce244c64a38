#include "arithmetic/visits.hpp"

#include <algorithm>

#include "arithmetic/facts.hpp"

namespace convarith {
namespace {

std::vector<bool> visited_along(const Axis& axis, const Operation& operation) {
  std::vector<bool> visited(static_cast<std::size_t>(axis.input), true);
  for (const int cell : never_visited(axis, operation)) visited[static_cast<std::size_t>(cell)] = false;
  return visited;
}

}  // namespace

Visits::Visits(const Operation& operation)
    : rows_(visited_along(operation.rows, operation)), cols_(visited_along(operation.cols, operation)) {}

bool Visits::all() const {
  const auto all_along = [](const std::vector<bool>& axis) {
    return std::find(axis.begin(), axis.end(), false) == axis.end();
  };
  return all_along(rows_) && all_along(cols_);
}

}  // namespace convarith
