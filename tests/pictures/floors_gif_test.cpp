// GIFs of layers with channels, filters and groups.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/pictures/gifsicle.hpp"
#include "tests/pictures/random_layers.hpp"
#include "tests/pictures/running.hpp"
#include "tests/support/effort.hpp"
#include "tests/support/temporary_folder.hpp"

namespace convarith::testing::floors_gif_test {
namespace {

TEST(FloorsGif, OfRandomLayersIsAsSmallAsGifsicleMakesIt) {
  const TemporaryFolder folder;
  FoundInAll all;
  for (unsigned number = 0; number < few_of(12) * kSorts; ++number) {
    std::vector<std::string> flags = flags_of(with_channels(random_layer(number), number));
    flags.insert(flags.end(), {"--name", "figure", "--format", "gif"});
    if (number % 2 == 1) flags.insert(flags.end(), {"--labels", "--legend", "--caption", "both"});
    render_into(folder.path(), flags);
    const Found found = all.add(folder / "gif/figure.gif");
    // Those of few steps have most of what gifsicle finds, between columns.
    EXPECT_LT(found.share, 0.02) << ::testing::PrintToString(flags);
  }
  EXPECT_LT(all.share(), 0.01);
}

}  // namespace
}  // namespace convarith::testing::floors_gif_test
