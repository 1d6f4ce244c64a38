// GIFs of figures with numbers.

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "tests/pictures/gifsicle.hpp"
#include "tests/pictures/random_layers.hpp"
#include "tests/pictures/running.hpp"
#include "tests/support/effort.hpp"
#include "tests/support/temporary_folder.hpp"

namespace convarith::testing::number_gif_test {
namespace {

TEST(NumberGif, OfEachPresetIsAsSmallAsGifsicleMakesIt) {
  const TemporaryFolder folder;
  FoundInAll all;
  int presets = 0;
  for (const char* const family : {"numerical", "book", "tutorial"}) {
    render_into(folder.path(), {"--family", family, "--format", "gif"});
  }
  for (const auto& gif : std::filesystem::directory_iterator(folder / "gif")) {
    if (gif.path().extension() != ".gif") continue;
    const Found found = all.add(gif.path());
    // The smallest have a few bytes for each step that gifsicle finds elsewhere.
    EXPECT_LT(found.share, 0.02) << gif.path();
    ++presets;
  }
  EXPECT_GE(presets, 27);
  EXPECT_LT(all.share(), 0.01);
}

TEST(NumberGif, OfHeatIsAsSmallAsGifsicleMakesIt) {
  const TemporaryFolder folder;
  FoundInAll all;
  const std::vector<std::vector<std::string>> figures{
      {"-n", "28", "-k", "3", "-s", "4"},
      {"-n", "20", "-k", "3", "-s", "3", "--colormap", "viridis", "--theme", "dark", "--precision", "2"},
      {"-n", "8", "-k", "3", "-s", "1", "--cells", "both", "--colormap", "coolwarm"},
  };
  for (const std::vector<std::string>& figure : figures) {
    std::vector<std::string> flags = figure;
    flags.insert(flags.end(), {"--random", "1", "--name", "figure", "--format", "gif"});
    render_into(folder.path(), flags);
    EXPECT_LT(all.add(folder / "gif/figure.gif").share, 0.02) << ::testing::PrintToString(figure);
  }
  EXPECT_LT(all.share(), 0.01);
}

TEST(NumberGif, OfRandomLayersIsAsSmallAsGifsicleMakesIt) {
  const TemporaryFolder folder;
  FoundInAll all;
  for (unsigned number = 0; number < 2 * some_of(4) * 17; ++number) {
    const FigureLayer layer = random_layer(number);
    const bool has_equation = !layer.is_pooling() && number % 2 == 0;
    std::vector<std::string> flags = flags_of(layer);
    flags.insert(flags.end(), {"--random", std::to_string(number), "--view", has_equation ? "equation" : "numeric",
                               "--name", "figure", "--format", "gif"});
    render_into(folder.path(), flags);
    const Found found = all.add(folder / "gif/figure.gif");
    // In the smallest, a colour table half as large makes a difference.
    const bool is_a_colour_table = found.ours - found.theirs < 3 * 64;
    EXPECT_TRUE(found.share < 0.03 || is_a_colour_table) << found.share << ' ' << ::testing::PrintToString(flags);
  }
  EXPECT_LT(all.share(), 0.01);
}

}  // namespace
}  // namespace convarith::testing::number_gif_test
