#include "layout/stage_steps.hpp"

#include <numeric>

namespace convarith {

std::size_t StageSteps::count() const {
  return std::accumulate(counts_.begin(), counts_.end(), std::size_t{0});
}

StageStep StageSteps::at(std::size_t step) const {
  StageStep here{0, step};
  while (here.step >= counts_[here.stage]) here.step -= counts_[here.stage++];
  return here;
}

}  // namespace convarith
