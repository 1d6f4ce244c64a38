#pragma once

#include <vector>

#include "arithmetic/operation.hpp"
#include "arithmetic/walkthrough.hpp"

namespace convarith {

/// Tells which inputs of a layer are visited, and which are never visited because windows leave them out or a crop cuts
/// them off.
class Visits {
 public:
  explicit Visits(const Operation& operation);

  bool all() const;
  bool visited(Cell input) const {
    return rows_[static_cast<std::size_t>(input.row)] && cols_[static_cast<std::size_t>(input.col)];
  }

 private:
  std::vector<bool> rows_;
  std::vector<bool> cols_;
};

}  // namespace convarith
