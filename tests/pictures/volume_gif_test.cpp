// GIFs of blocks in space.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "gifsicle.hpp"
#include "running.hpp"
#include "temporary_folder.hpp"

namespace convarith::testing {
namespace {

TEST(VolumeGif, IsAsSmallAsGifsicleMakesIt) {
  const std::vector<std::vector<std::string>> figures{
      {"--preset", "standard_volume"},
      {"--preset", "depthwise_volume"},
      {"--preset", "grouped_volume"},
      {"--preset", "separable_volume"},
      {"-n", "7", "-k", "3", "--channels", "3"},
      {"-n", "5", "-k", "3", "-p", "1", "--channels", "3", "--filters", "2"},
      {"-n", "3", "-k", "3", "-s", "2", "-p", "1", "--transposed", "--channels", "3", "--filters", "2"},
      {"-n", "7", "-k", "3", "-d", "2", "--channels", "64", "--filters", "64"},
  };
  double ours = 0;
  double theirs = 0;
  for (std::vector<std::string> flags : figures) {
    const TemporaryFolder folder;
    flags.insert(flags.end(), {"--view", "volume", "--name", "figure", "--format", "gif"});
    render_into(folder.path(), flags);
    const Found found = found_by_gifsicle(folder / "gif/figure.gif");
    EXPECT_LT(found.share, 0.02) << ::testing::PrintToString(flags);
    ours += found.ours;
    theirs += found.theirs;
  }
  EXPECT_GT(theirs, 0.99 * ours);
}

}  // namespace
}  // namespace convarith::testing
