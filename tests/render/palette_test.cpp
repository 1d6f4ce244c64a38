// Which colours pictures have.

#include "render/palette.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "tests/layout/films.hpp"
#include "tests/pictures/random_layers.hpp"
#include "tests/render/films.hpp"

namespace convarith::testing::palette_test {
namespace {

/// Opaque paints, each unlike the others, that may lie over all before them.
std::vector<Paint> many_paints(int count) {
  std::vector<Paint> paints{{kWhite, 1, {}, 0}};
  for (int i = 1; i < count; ++i) {
    const auto channel = [i](int factor) { return static_cast<std::uint8_t>(i * factor % 251); };
    Paint paint{{channel(37), channel(91), channel(53)}, 1, {}, 0};
    for (int below = 0; below < i; ++below) paint.over.push_back(static_cast<PaintId>(below));
    paints.push_back(paint);
  }
  return paints;
}

int distance(const Colour& a, const Colour& b) {
  const auto squared = [](int difference) { return difference * difference; };
  return squared(a.red - b.red) + squared(a.green - b.green) + squared(a.blue - b.blue);
}

int distance_to_nearest(std::span<const Colour> colours, const Colour& wanted) {
  int least = std::numeric_limits<int>::max();
  for (const Colour& colour : colours) least = std::min(least, distance(colour, wanted));
  return least;
}

TEST(Palette, HasTheExactColourOfEveryArea) {
  const Film film = small_film({{kWhite, 1, {}, 0}, {kRed, 1, {0}, 0}, {{0, 0, 0}, 0.4, {0, 1}, 0}},
                               {still({rectangle(1, {0, 0}, {20, 30}), rectangle(2, {0, 0}, {40, 15})})});
  const Image image = draw(film);
  EXPECT_EQ(image.at(5, 5), kRed);
  EXPECT_EQ(image.at(30, 5), kWhite);
  EXPECT_EQ(image.at(5, 25), (Colour{132, 18, 12}));
  EXPECT_EQ(image.at(30, 25), (Colour{153, 153, 153}));
}

TEST(Palette, OfAFigureFitsAByteWithOneIndexLeft) {
  for (unsigned number = 0; number < 24; ++number) {
    const Film film = lay_out(random_layer(number));
    for (const double scale : {0.2, 1.0, 150.0 / 72, 300.0 / 72}) {
      EXPECT_LE(Palette(film.paints, scale).colours().size(), 255u);
    }
  }
}

TEST(Palette, HasShadesOnlyWherePaintsSayThatEdgesLie) {
  // Black lines over white and red, and a veil over both.
  std::vector<Paint> paints{{kWhite, 1, {}, 0}, {kRed, 1, {0}, 9}, {kBlue, 0.4, {0, 1}, 0}, {kBlack, 1, {0, 1}, 0}};
  const Palette everywhere(paints, 1);
  paints[3].over_glazed = {1};
  const Palette on_red(paints, 1);
  paints[3].over_glazed = std::vector<PaintId>{};
  const Palette unglazed(paints, 1);
  EXPECT_LT(on_red.colours().size(), everywhere.colours().size());
  EXPECT_LT(unglazed.colours().size(), on_red.colours().size());
  const auto error = [](const Palette& palette, PaintId below) {
    const int area = palette.glazed(palette.area_of(below), 2);
    const Rgb exact = mix(to_rgb(palette.area_colour(area)), to_rgb(kBlack), 0.5);
    const Rgb seen = to_rgb(palette.colours()[palette.index_of_edge(area, 3, 0.5)]);
    return std::abs(exact[0] - seen[0]) + std::abs(exact[1] - seen[1]) + std::abs(exact[2] - seen[2]);
  };
  EXPECT_LT(error(everywhere, 0), 30);
  EXPECT_LT(error(everywhere, 1), 30);
  EXPECT_LT(error(on_red, 1), 30);
  EXPECT_GT(error(on_red, 0), 30);
  EXPECT_GT(error(unglazed, 1), 30);
}

TEST(Palette, SmoothsEdgesInShadesOfBothColours) {
  // The rectangle's right edge halves a column of pixels.
  const Film film =
      small_film({{kWhite, 1, {}, 0}, {kBlack, 1, {0}, 0}}, {still({rectangle(1, {10, 10}, {20.5, 20})})});
  const Colour edge = draw(film).at(20, 15);
  EXPECT_NEAR(edge.red, 128, 17);
  EXPECT_EQ(edge.red, edge.green);
  EXPECT_EQ(edge.red, edge.blue);
}

TEST(Palette, CountsALineThatIsDrawnTwiceOnce) {
  const std::vector<Paint> paints{{kWhite, 1, {}, 0}, {kRed, 1, {0}, 0}, {kBlack, 1, {0, 1}, 0}};
  const Shape area = rectangle(1, {0, 0}, {20, 30});
  const Shape slanted = line(2, {3, 4}, {37, 23}, 0.9);
  const Image once = draw(small_film(paints, {still({area, slanted})}));
  const Image twice = draw(small_film(paints, {still({area, slanted, slanted})}));
  EXPECT_EQ(once.colours(), twice.colours());
}

TEST(Palette, KeepsALineUnderAGlaze) {
  const std::vector<Paint> paints{{kWhite, 1, {}, 0}, {kBlack, 1, {0}, 0}, {kBlack, 0.5, {0, 1}, 0}};
  const Shape edge = rectangle(1, {10, 10}, {20.5, 20});
  const Image plain = draw(small_film(paints, {still({edge})}));
  const Image glazed = draw(small_film(paints, {still({edge, rectangle(2, {0, 0}, {40, 30})})}));
  EXPECT_NEAR(glazed.at(20, 15).red, plain.at(20, 15).red / 2, 24);
  EXPECT_EQ(glazed.at(15, 15), kBlack);
  EXPECT_EQ(glazed.at(30, 15), (Colour{128, 128, 128}));
}

TEST(Palette, MakesDoWithNearColoursWhereEdgesHaveTooMany) {
  const std::vector<Paint> paints = many_paints(60);
  const Palette palette(paints, 1);
  EXPECT_LE(palette.colours().size(), 255u);
  for (const Paint& paint : paints) EXPECT_EQ(distance_to_nearest(palette.colours(), paint.colour), 0);
}

TEST(Palette, DrawsManyPaintsOverEachOther) {
  DisplayList stripes;
  for (int i = 1; i < 60; ++i) {
    stripes.push_back(rectangle(static_cast<PaintId>(i), {0.6 + i * 0.6, 0}, {40, 30}));
  }
  const std::vector<Paint> paints = many_paints(60);
  const Image image = draw(small_film(paints, {still(stripes)}));
  // The stripes begin between 1.2 and 36.
  EXPECT_EQ(image.at(38, 10), paints[59].colour);
  EXPECT_EQ(image.at(0, 10), kWhite);
}

TEST(Palette, SharesColoursWhereAreasHaveTooMany) {
  // With their glazes 255 opaque paints have twice as many areas.
  std::vector<Paint> paints = many_paints(255);
  Paint glaze{kBlack, 0.5, {}, 0};
  for (int below = 0; below < 255; ++below) glaze.over.push_back(static_cast<PaintId>(below));
  paints.push_back(glaze);
  const Film film = small_film(
      paints,
      {still({rectangle(7, {0, 0}, {20, 30}), rectangle(254, {20, 0}, {40, 30}), rectangle(255, {0, 0}, {40, 15})})});
  const Image image = draw(film);
  ASSERT_LE(image.palette.size(), 255u);
  EXPECT_EQ(image.at(10, 5), paints[7].colour);
  for (const auto& [x, paint] : {std::pair{10, 7}, std::pair{30, 254}}) {
    const Colour full = paints[static_cast<std::size_t>(paint)].colour;
    const auto half = [](std::uint8_t channel) { return static_cast<std::uint8_t>((channel + 1) / 2); };
    const Colour glazed{half(full.red), half(full.green), half(full.blue)};
    const int error = distance(image.at(x, 25), glazed) - distance_to_nearest(image.palette, glazed);
    EXPECT_LE(error, 64) << "paint " << paint;
  }
}

TEST(Palette, OfThreeHundredPaintsIsCutToWhatFits) {
  const std::vector<Paint> paints = many_paints(300);
  const Palette palette(paints, 1);
  EXPECT_LE(palette.colours().size(), 255u);
  for (int i = 0; i < 255; ++i)
    EXPECT_EQ(distance_to_nearest(palette.colours(), paints[static_cast<std::size_t>(i)].colour), 0) << "paint " << i;
}

TEST(Palette, HidesEdgesOnlyUnderRimsThatShow) {
  const std::vector<Paint> paints{{kWhite, 1, {}, 0}, {kRed, 1, {0}, 0.8}, {kBlue, 1, {0}, 0}};
  EXPECT_TRUE(Palette(paints, 2).has_hidden_edges(1));
  EXPECT_FALSE(Palette(paints, 0.3).has_hidden_edges(1));
  EXPECT_FALSE(Palette(paints, 2).has_hidden_edges(2));
}

}  // namespace
}  // namespace convarith::testing::palette_test
