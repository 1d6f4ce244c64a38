#include "layout/stage_steps.hpp"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

namespace convarith::testing::stage_steps_test {
namespace {

TEST(StageSteps, StagesFollowOneAnother) {
  const StageSteps steps({2, 3, 1});
  ASSERT_EQ(steps.count(), 6u);
  const std::vector<std::pair<std::size_t, std::size_t>> expected{{0, 0}, {0, 1}, {1, 0}, {1, 1}, {1, 2}, {2, 0}};
  for (std::size_t step = 0; step < steps.count(); ++step) {
    EXPECT_EQ(std::pair(steps.at(step).stage, steps.at(step).step), expected[step]) << step;
  }
}

}  // namespace
}  // namespace convarith::testing::stage_steps_test
