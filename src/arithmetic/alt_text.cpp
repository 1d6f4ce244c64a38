#include "convarith/alt_text.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <vector>

#include "convarith/formula.hpp"

namespace convarith {
namespace {

/// "3x5"; of one dimension "5".
std::string size(const Operation& operation, int Axis::*member) {
  std::vector<int> lengths;
  for (const Axis& axis : operation.axes()) lengths.push_back(axis.*member);
  return fmt::format("{}", fmt::join(lengths, "x"));
}

}  // namespace

std::string alt_text(const Operation& operation) {
  return fmt::format("A {} of a {} input with a {} kernel gives a {} output", kind_text(operation),
                     size(operation, &Axis::input), size(operation, &Axis::kernel), size(operation, &Axis::output));
}

}  // namespace convarith
