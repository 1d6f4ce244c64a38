#pragma once

#include <cstddef>
#include <utility>
#include <vector>

namespace convarith {

/// A step of a film, expressed as a step of one stage.
struct StageStep {
  std::size_t stage = 0;
  std::size_t step = 0;
};

/// The steps of a film that shows the stages of a layer one after the other.
class StageSteps {
 public:
  StageSteps() = default;
  /// `counts`: the number of steps of each stage.
  explicit StageSteps(std::vector<std::size_t> counts) : counts_(std::move(counts)) {}

  /// Returns the number of steps of all stages together.
  std::size_t count() const;
  /// Returns the stage that shows a step of the film, and its own step (`step` < count()).
  StageStep at(std::size_t step) const;

 private:
  std::vector<std::size_t> counts_;
};

}  // namespace convarith
