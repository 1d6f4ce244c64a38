#pragma once

#include <cstddef>
#include <utility>
#include <vector>

namespace convarith {

/// A step of a film as one of those that a stage of the layer has.
struct StageStep {
  std::size_t stage = 0;
  std::size_t step = 0;
};

/// The steps of a layer's stages, one stage after the other.
class StageSteps {
 public:
  StageSteps() = default;
  /// `counts`: the steps of each.
  explicit StageSteps(std::vector<std::size_t> counts) : counts_(std::move(counts)) {}

  /// Of all stages.
  std::size_t count() const;
  /// `step` < count().
  StageStep at(std::size_t step) const;

 private:
  std::vector<std::size_t> counts_;
};

}  // namespace convarith
