// GIFs of blocks in space.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/pictures/gifsicle.hpp"
#include "tests/pictures/running.hpp"
#include "tests/support/temporary_folder.hpp"

namespace convarith::testing::volume_gif_test {
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
  FoundInAll all;
  for (std::vector<std::string> flags : figures) {
    const TemporaryFolder folder;
    flags.insert(flags.end(), {"--view", "volume", "--name", "figure", "--format", "gif"});
    render_into(folder.path(), flags);
    const Found found = all.add(folder / "gif/figure.gif");
    EXPECT_LT(found.share, 0.02) << ::testing::PrintToString(flags);
  }
  EXPECT_LT(all.share(), 0.01);
}

}  // namespace
}  // namespace convarith::testing::volume_gif_test
