// GIFs of figures with numbers.

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "gifsicle.hpp"
#include "random_layers.hpp"
#include "running.hpp"
#include "temporary_folder.hpp"

namespace convarith::testing {
namespace {

TEST(NumberGif, OfEachPresetIsAsSmallAsGifsicleMakesIt) {
  const TemporaryFolder folder;
  double ours = 0;
  double theirs = 0;
  int presets = 0;
  for (const char* const family : {"numerical", "book", "tutorial"}) {
    render_into(folder.path(), {"--family", family, "--format", "gif"});
  }
  for (const auto& gif : std::filesystem::directory_iterator(folder / "gif")) {
    if (gif.path().extension() != ".gif") continue;
    const Found found = found_by_gifsicle(gif.path());
    // The smallest have a few bytes for each step that gifsicle finds elsewhere.
    EXPECT_LT(found.share, 0.02) << gif.path();
    ours += found.ours;
    theirs += found.theirs;
    ++presets;
  }
  EXPECT_GE(presets, 27);
  EXPECT_GT(theirs, 0.99 * ours);
}

TEST(NumberGif, OfRandomLayersIsAsSmallAsGifsicleMakesIt) {
  const TemporaryFolder folder;
  double ours = 0;
  double theirs = 0;
  for (unsigned number = 0; number < 34; ++number) {
    const FigureLayer layer = random_layer(number);
    const bool has_equation = !layer.is_pooling() && number % 2 == 0;
    std::vector<std::string> flags = flags_of(layer);
    flags.insert(flags.end(), {"--random", std::to_string(number), "--view", has_equation ? "equation" : "numeric",
                               "--name", "figure", "--format", "gif"});
    render_into(folder.path(), flags);
    const Found found = found_by_gifsicle(folder / "gif/figure.gif");
    // In the smallest, a colour table half as large makes a difference.
    const bool is_a_colour_table = found.ours - found.theirs < 3 * 64;
    EXPECT_TRUE(found.share < 0.03 || is_a_colour_table) << found.share << ' ' << ::testing::PrintToString(flags);
    ours += found.ours;
    theirs += found.theirs;
  }
  EXPECT_GT(theirs, 0.99 * ours);
}

}  // namespace
}  // namespace convarith::testing
