// Colour maps against published values, and the ranges of numbers that they span.

#include "layout/heat/colour_map.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <string_view>
#include <vector>

#include "layout/heat/heat_scale.hpp"

namespace convarith::testing::colour_map_test {
namespace {

/// A colour of 256 in a published table.
struct Published {
  std::string_view map;
  int index;
  double red;
  double green;
  double blue;
};

// From github.com/BIDS/colormap: option_d.py (viridis) and option_a.py (magma), at indices between those that the
// program has. Of cool to warm the table with 33 rows is published; those below are its own.
constexpr Published kPublished[] = {
    {"viridis", 0, 0.267004, 0.004874, 0.329415},   {"viridis", 20, 0.283197, 0.115680, 0.436115},
    {"viridis", 77, 0.204903, 0.375746, 0.553533},  {"viridis", 128, 0.127568, 0.566949, 0.550556},
    {"viridis", 180, 0.274149, 0.751988, 0.436601}, {"viridis", 255, 0.993248, 0.906157, 0.143936},
    {"magma", 0, 0.001462, 0.000466, 0.013866},     {"magma", 20, 0.056615, 0.042160, 0.167446},
    {"magma", 77, 0.396467, 0.102902, 0.502658},    {"magma", 128, 0.716387, 0.214982, 0.475290},
    {"magma", 180, 0.969680, 0.446936, 0.360311},   {"magma", 255, 0.987053, 0.991438, 0.749504},
};

int difference(const Colour& colour, double red, double green, double blue) {
  const auto off = [](int is, double should) { return std::abs(is - static_cast<int>(255 * should + 0.5)); };
  return std::max({off(colour.red, red), off(colour.green, green), off(colour.blue, blue)});
}

TEST(ColourMaps, AreThePublishedOnes) {
  for (const Published& published : kPublished) {
    const Colour colour = find_colour_map(published.map)->at(published.index / 255.0);
    EXPECT_LE(difference(colour, published.red, published.green, published.blue), 2)
        << published.map << " " << published.index;
  }
  const ColourMap& cool = *find_colour_map("coolwarm");
  EXPECT_LE(difference(cool.at(0), 0.2298057, 0.298717966, 0.753683153), 1);
  EXPECT_LE(difference(cool.at(0.25), 0.552953156, 0.688929332, 0.995375608), 1);
  EXPECT_LE(difference(cool.at(0.5), 0.865395197, 0.86541021, 0.865395561), 1);
  EXPECT_LE(difference(cool.at(1), 0.705673158, 0.01555616, 0.150232812), 1);
  EXPECT_EQ(find_colour_map("grey")->at(0.2), (Colour{51, 51, 51}));
}

TEST(ColourMaps, StayWithinTheirEnds) {
  for (const ColourMap& map : colour_maps()) {
    EXPECT_EQ(map.at(-1), map.at(0)) << map.name;
    EXPECT_EQ(map.at(2), map.at(1)) << map.name;
  }
}

TEST(ColourMaps, AreDivergingForSigns) {
  EXPECT_EQ(HeatScale({}, {0, 9}).map().name, "grey");
  EXPECT_EQ(HeatScale({}, {-1, 9}).map().name, "coolwarm");
  EXPECT_EQ(HeatScale({}, {-5, -2}).map().name, "coolwarm");
  EXPECT_EQ(HeatScale({.range = NumberRange{0, 255}}, {-1, 9}).map().name, "grey");
  EXPECT_EQ(HeatScale({.colour_map = "magma"}, {-1, 9}).map().name, "magma");
}

TEST(HeatScales, SpanTheNumbers) {
  EXPECT_EQ(range_of(std::vector<double>{3, -2, 7}), (NumberRange{-2, 7}));
  EXPECT_EQ(range_of(std::vector<double>{}), (NumberRange{0, 0}));
  EXPECT_EQ(range_of(std::vector<double>{-std::numeric_limits<double>::infinity(), 4, 5}), (NumberRange{4, 5}));
  const HeatScale scale({}, {3, 7});
  EXPECT_EQ(scale.range(), (NumberRange{3, 7}));
  EXPECT_EQ(scale.share_of(3), 0);
  EXPECT_EQ(scale.share_of(5), 0.5);
  EXPECT_EQ(scale.share_of(7), 1);
  EXPECT_EQ(scale.share_of(-100), 0);
  EXPECT_EQ(scale.share_of(std::numeric_limits<double>::infinity()), 1);
}

TEST(HeatScales, OfDivergingMapsAreCentredOnZero) {
  const HeatScale scale({}, {-1, 4});
  EXPECT_EQ(scale.range(), (NumberRange{-4, 4}));
  EXPECT_EQ(scale.share_of(0), 0.5);
  EXPECT_EQ(scale.share_of(-1) + scale.share_of(1), 1);
  // Of a range that was given only a part of the map is seen.
  const HeatScale given({.range = NumberRange{-1, 4}}, {-1, 4});
  EXPECT_EQ(given.range(), (NumberRange{-1, 4}));
  EXPECT_EQ(given.share_of(0), 0.5);
  EXPECT_EQ(given.share_of(4), 1);
  EXPECT_EQ(given.share_of(-4), 0.5 - 0.125);
}

TEST(HeatScales, OfASingleNumberLeadToZero) {
  EXPECT_EQ(HeatScale({}, {5, 5}).range(), (NumberRange{0, 5}));
  EXPECT_EQ(HeatScale({}, {0, 0}).range(), (NumberRange{0, 1}));
  EXPECT_EQ(HeatScale({}, {-5, -5}).range(), (NumberRange{-5, 5}));
  EXPECT_EQ(HeatScale({.colour_map = "viridis"}, {-5, -5}).range(), (NumberRange{-5, 0}));
  EXPECT_EQ(HeatScale({.colour_map = "coolwarm"}, {0, 0}).range(), (NumberRange{-1, 1}));
}

TEST(HeatScales, BearTheLargestNumbers) {
  const double most = std::numeric_limits<double>::max();
  const HeatScale scale({.colour_map = "grey"}, {-most, most});
  EXPECT_EQ(scale.share_of(0), 0.5);
  EXPECT_EQ(scale.share_of(most), 1);
  EXPECT_EQ(HeatScale({}, {-most, most}).share_of(most), 1);
}

}  // namespace
}  // namespace convarith::testing::colour_map_test
