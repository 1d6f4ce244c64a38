// The colours of heat in decoded pictures, against published colour maps.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "tests/pictures/running.hpp"
#include "tests/support/decoding.hpp"
#include "tests/support/temporary_folder.hpp"

namespace convarith::testing::heat_colours_test {
namespace {

constexpr int kSide = 17;        // cells along a side
constexpr int kCellPixels = 29;  // of cells at 150 px per inch
constexpr int kLevels = 65;      // colours of a map in a picture with one map

/// Numbers 0 to 288 as a CSV file.
std::string ramp() {
  std::string text;
  for (int i = 0; i < kSide * kSide; ++i) text += std::to_string(i) + (i % kSide == kSide - 1 ? "\n" : ",");
  return text;
}

/// Magma at every sixteenth of the way, from github.com/BIDS/colormap, option_a.py; the indices 0, 16, ... 240, 255.
constexpr double kMagma[][3] = {
    {0.001462, 0.000466, 0.013866}, {0.039608, 0.031090, 0.133515}, {0.113094, 0.065492, 0.276784},
    {0.211718, 0.061992, 0.418647}, {0.316654, 0.071690, 0.485380}, {0.414709, 0.110431, 0.504662},
    {0.512831, 0.148179, 0.507648}, {0.613617, 0.181811, 0.498536}, {0.716387, 0.214982, 0.475290},
    {0.816914, 0.255895, 0.436461}, {0.904281, 0.319610, 0.388137}, {0.960949, 0.418323, 0.359630},
    {0.986700, 0.535582, 0.382210}, {0.996096, 0.653659, 0.446213}, {0.996898, 0.769591, 0.534892},
    {0.992440, 0.884330, 0.640099}, {0.987053, 0.991438, 0.749504},
};

int channel(double value) {
  return static_cast<int>(std::lround(255 * value));
}

/// Returns a published colour, mixed of those around a place in the map of 256.
Colour magma(double share) {
  const double index = share * 255;
  const auto before = std::min<std::size_t>(static_cast<std::size_t>(index / 16), 15);
  const double first = 16.0 * static_cast<double>(before);
  const double last = before == 15 ? 255 : first + 16;
  const double way = (index - first) / (last - first);
  const auto mix = [&](std::size_t i) {
    return static_cast<std::uint8_t>(channel(kMagma[before][i] + (kMagma[before + 1][i] - kMagma[before][i]) * way));
  };
  return {mix(0), mix(1), mix(2)};
}

/// Returns the first pixel of a colour, row by row.
std::pair<int, int> first_of(const Picture& picture, const Colour& colour) {
  for (int y = 0; y < picture.height; ++y) {
    for (int x = 0; x < picture.width; ++x) {
      if (difference(picture.at(x, y), colour) <= 1) return {x, y};
    }
  }
  ADD_FAILURE() << "the colour of the first cell is nowhere";
  return {0, 0};
}

TEST(Heat, HasThePublishedColoursInPngAndGif) {
  const TemporaryFolder folder;
  write_file(folder / "ramp.csv", ramp());
  render_into(folder.path(),
              {"--values", (folder / "ramp.csv").string(), "--weights", "[[1]]", "--cells", "heat", "--panels", "input",
               "--view", "equation", "--colormap", "magma", "--name", "ramp", "--format", "png,gif", "--steps", "288"});
  for (const char* const file : {"png/ramp_288.png", "gif/ramp.gif"}) {
    const Picture picture = decode(folder / file).front();
    const auto [left, top] = first_of(picture, magma(0));
    for (int i = 0; i < kSide * kSide - 1; ++i) {
      const int x = left + kCellPixels / 2 + (i % kSide) * kCellPixels;
      const int y = top + kCellPixels / 2 + (i / kSide) * kCellPixels;
      const double level = std::round(i / 288.0 * (kLevels - 1)) / (kLevels - 1);
      // Sixteenths of the map are off by some levels from what is between them.
      ASSERT_LE(difference(picture.at(x, y), magma(level)), 6) << file << ", cell " << i / kSide << ',' << i % kSide;
    }
  }
}

}  // namespace
}  // namespace convarith::testing::heat_colours_test
