// GIFs of layers with channels, filters and groups.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "gifsicle.hpp"
#include "random_layers.hpp"
#include "running.hpp"
#include "temporary_folder.hpp"

namespace convarith::testing {
namespace {

TEST(FloorsGif, OfRandomLayersIsAsSmallAsGifsicleMakesIt) {
  const TemporaryFolder folder;
  double ours = 0;
  double theirs = 0;
  for (unsigned number = 0; number < 3 * kSorts; ++number) {
    std::vector<std::string> flags = flags_of(with_channels(random_layer(number), number));
    flags.insert(flags.end(), {"--name", "figure", "--format", "gif"});
    if (number % 2 == 1) flags.insert(flags.end(), {"--labels", "--legend", "--caption", "both"});
    render_into(folder.path(), flags);
    const Found found = found_by_gifsicle(folder / "gif/figure.gif");
    // Those of few steps have most of what gifsicle finds, between columns.
    EXPECT_LT(found.share, 0.02) << ::testing::PrintToString(flags);
    ours += found.ours;
    theirs += found.theirs;
  }
  EXPECT_GT(theirs, 0.99 * ours);
}

}  // namespace
}  // namespace convarith::testing
