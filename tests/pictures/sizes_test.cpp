// How large pictures are.

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "tests/pictures/published.hpp"
#include "tests/pictures/random_layers.hpp"
#include "tests/pictures/running.hpp"
#include "tests/support/temporary_folder.hpp"

namespace convarith::testing::sizes_test {
namespace {

struct Size {
  int width = 0;
  int height = 0;

  bool operator==(const Size&) const = default;
};

void PrintTo(const Size& size, std::ostream* stream) {
  *stream << size.width << " x " << size.height;
}

/// As ImageMagick sees the canvas of each picture in `files`.
std::vector<Size> sizes_of(const std::vector<std::string>& files) {
  std::vector<std::string> command{"identify", "-ping", "-format", "%W %H\n"};
  command.insert(command.end(), files.begin(), files.end());
  std::vector<Size> sizes;
  for (const std::string& line : lines_of(output_of(command))) {
    Size size;
    EXPECT_EQ(std::sscanf(line.c_str(), "%d %d", &size.width, &size.height), 2) << line;
    sizes.push_back(size);
  }
  return sizes;
}

/// The sizes of a layer's GIF and of its first PNG, which have to be the same.
Size size_with(const FigureLayer& layer, const std::vector<std::string>& more) {
  const TemporaryFolder folder;
  std::vector<std::string> flags = flags_of(layer);
  flags.insert(flags.end(), {"--name", "figure", "--format", "gif,png", "--steps", "0"});
  flags.insert(flags.end(), more.begin(), more.end());
  render_into(folder.path(), flags);
  const std::vector<Size> sizes =
      sizes_of({(folder / "gif/figure.gif").string(), (folder / "png").string() + "/figure_00.png"});
  if (sizes.size() != 2) return {};
  EXPECT_EQ(sizes[0], sizes[1]);
  return sizes[0];
}

/// Whether `pixels` is `length` rounded, which is known to a hundredth.
void expect_rounded(int pixels, double length) {
  EXPECT_LE(std::abs(pixels - length), 0.5 + 0.01) << pixels << " px for " << length;
}

TEST(Sizes, OfThePublishedSetAreThePublishedOnes) {
  const TemporaryFolder folder;
  ASSERT_NO_FATAL_FAILURE(render_into(folder.path(), {"--all", "--format", "gif,png", "--steps", "0"}));
  std::vector<std::string> files;
  std::vector<Size> expected;
  for (const Published& figure : kPublished) {
    const std::string name = figure.name;
    files.push_back((folder / ("gif/" + name + ".gif")).string() + "[0]");
    files.push_back((folder / ("png/" + name + "_00.png")).string());
    expected.insert(expected.end(), 2, Size{figure.width, figure.height});
  }
  EXPECT_EQ(sizes_of(files), expected);
}

TEST(Sizes, FollowTheResolution) {
  unsigned number = 0;
  for (const char* dpi : {"36", "72", "96", "97.5", "200", "300", "453"}) {
    const FigureLayer layer = random_layer(number++);
    const Figure figure(layer);
    const Size size = size_with(layer, {"--dpi", dpi});
    expect_rounded(size.width, figure.page_width * std::stod(dpi) / 72);
    expect_rounded(size.height, figure.page_height * std::stod(dpi) / 72);
  }
}

TEST(Sizes, HaveExactlyTheWidthAskedFor) {
  unsigned number = 20;
  for (const int width : {40, 101, 256, 333, 640, 999, 1500}) {
    const FigureLayer layer = random_layer(number++);
    const Figure figure(layer);
    const Size size = size_with(layer, {"--width", std::to_string(width)});
    EXPECT_EQ(size.width, width);
    expect_rounded(size.height, figure.page_height * width / figure.page_width);
  }
}

}  // namespace
}  // namespace convarith::testing::sizes_test
