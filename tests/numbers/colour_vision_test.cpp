// Whether what must be told apart can be: the difference of colours (CIEDE2000) as they are, and as people see them who
// lack one sort of cones.
//
// The simulation is that of G. M. Machado, M. M. Oliveira and L. A. F. Fernandes, "A Physiologically-based Model for
// Simulation of Color Vision Deficiency", IEEE TVCG 15(6), 2009, with the matrices that they publish for severity 1,
// on linear sRGB. A difference of 1 can just be seen side by side, of 2 or 3 at a glance.

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numbers>
#include <string>
#include <vector>

#include "tests/support/builtin_themes.hpp"

namespace convarith::testing::colour_vision_test {
namespace {

using Triple = std::array<double, 3>;
using Matrix = std::array<Triple, 3>;

constexpr Matrix kNormal{{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}};
constexpr Matrix kProtan{
    {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}};
constexpr Matrix kDeutan{
    {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}};
constexpr Matrix kTritan{
    {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}};
/// sRGB to XYZ, the white of D65.
constexpr Matrix kToXyz{
    {{0.4124564, 0.3575761, 0.1804375}, {0.2126729, 0.7151522, 0.0721750}, {0.0193339, 0.1191920, 0.9503041}}};
constexpr Triple kWhite{0.95047, 1, 1.08883};

struct Vision {
  const char* name;
  Matrix seen;
};

const Vision kVisions[] = {{"normal", kNormal}, {"protan", kProtan}, {"deutan", kDeutan}, {"tritan", kTritan}};

Triple times(const Matrix& matrix, const Triple& vector) {
  Triple result{};
  for (std::size_t i = 0; i < 3; ++i) {
    for (std::size_t j = 0; j < 3; ++j) result[i] += matrix[i][j] * vector[j];
  }
  return result;
}

double linear(double channel) {
  return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

/// CIE Lab of an sRGB colour, channels 0 to 1, in a vision.
Triple lab(const Triple& colour, const Matrix& seen) {
  Triple light = times(seen, {linear(colour[0]), linear(colour[1]), linear(colour[2])});
  for (double& channel : light) channel = std::clamp(channel, 0.0, 1.0);
  Triple f = times(kToXyz, light);
  for (std::size_t i = 0; i < 3; ++i) {
    const double share = f[i] / kWhite[i];
    f[i] = share > 216.0 / 24389 ? std::cbrt(share) : (24389.0 / 27 * share + 16) / 116;
  }
  return {116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])};
}

double radians(double degrees) {
  return degrees * std::numbers::pi / 180;
}

/// 0 to 360; 0 for greys.
double hue(double a, double b) {
  const double degrees = std::atan2(b, a) * 180 / std::numbers::pi;
  return degrees < 0 ? degrees + 360 : degrees;
}

double mean_hue(double h1, double h2, bool is_grey) {
  if (is_grey) return h1 + h2;
  if (std::abs(h1 - h2) <= 180) return (h1 + h2) / 2;
  return h1 + h2 < 360 ? (h1 + h2 + 360) / 2 : (h1 + h2 - 360) / 2;
}

double share_of_seventh(double chroma) {
  return std::sqrt(std::pow(chroma, 7) / (std::pow(chroma, 7) + std::pow(25.0, 7)));
}

/// CIEDE2000 of two Lab colours, as G. Sharma, W. Wu and E. N. Dalal give it (2005).
double difference(const Triple& one, const Triple& two) {
  const double g = 0.5 * (1 - share_of_seventh((std::hypot(one[1], one[2]) + std::hypot(two[1], two[2])) / 2));
  const double a1 = one[1] * (1 + g);
  const double a2 = two[1] * (1 + g);
  const double c1 = std::hypot(a1, one[2]);
  const double c2 = std::hypot(a2, two[2]);
  const double h1 = hue(a1, one[2]);
  const double h2 = hue(a2, two[2]);
  const bool is_grey = c1 * c2 == 0;
  const double turn = is_grey ? 0 : std::remainder(h2 - h1, 360);
  const double dh = 2 * std::sqrt(c1 * c2) * std::sin(radians(turn / 2));
  const double l = (one[0] + two[0]) / 2;
  const double c = (c1 + c2) / 2;
  const double h = mean_hue(h1, h2, is_grey);
  const double t = 1 - 0.17 * std::cos(radians(h - 30)) + 0.24 * std::cos(radians(2 * h)) +
                   0.32 * std::cos(radians(3 * h + 6)) - 0.2 * std::cos(radians(4 * h - 63));
  const double sl = 1 + 0.015 * (l - 50) * (l - 50) / std::sqrt(20 + (l - 50) * (l - 50));
  const double light = (two[0] - one[0]) / sl;
  const double chroma = (c2 - c1) / (1 + 0.045 * c);
  const double tone = dh / (1 + 0.015 * c * t);
  const double rotation = -2 * share_of_seventh(c) * std::sin(radians(60 * std::exp(-std::pow((h - 275) / 25, 2))));
  return std::sqrt(light * light + chroma * chroma + tone * tone + rotation * chroma * tone);
}

Triple shares(Colour colour) {
  return {colour.red / 255.0, colour.green / 255.0, colour.blue / 255.0};
}

Triple mixed(const Triple& from, const Triple& to, double share) {
  Triple result;
  for (std::size_t i = 0; i < 3; ++i) result[i] = from[i] + (to[i] - from[i]) * share;
  return result;
}

TEST(Difference, IsThatOfThePublishedPairs) {
  // Of the table of Sharma, Wu and Dalal, rows 1, 7, 17, 19, 24 and 33.
  EXPECT_NEAR(difference({50, 2.6772, -79.7751}, {50, 0, -82.7485}), 2.0425, 5e-5);
  EXPECT_NEAR(difference({50, 0, 0}, {50, -1, 2}), 2.3669, 5e-5);
  EXPECT_NEAR(difference({50, 2.5, 0}, {73, 25, -18}), 27.1492, 5e-5);
  EXPECT_NEAR(difference({50, 2.5, 0}, {56, -27, -3}), 31.9030, 5e-5);
  EXPECT_NEAR(difference({50, 2.5, 0}, {50, 3.2592, 0.3350}), 1.0000, 5e-5);
  EXPECT_NEAR(difference({6.7747, -0.2908, -2.4247}, {5.8714, -0.0985, -2.2286}), 0.6377, 5e-5);
}

/// The least difference in each theme, in every vision.
struct Limits {
  const char* theme;
  double maps;      ///< input, output and paper; and what the kernel taps from what it doesn't
  double numbers;   ///< cells of figures with numbers that stand beside each other
  double paddings;  ///< padding that has a colour, from paper: its edges are dashed, and its digits are fainter
  double hues;      ///< six channels, as the faces of volumes
  double outputs;   ///< sheets of the output
  double origins;   ///< padding that copies values of the input
};

// `book` tells channels apart for most, `colorblind` for all; in `print` twelve greys have to do.
constexpr Limits kLimits[] = {
    {"book", 4.5, 4, 3, 1.5, 3, 1},
    {"dark", 8, 8, 6, 9, 6, 3.5},
    {"print", 8, 4, 2, 3, 2, 2},
    {"colorblind", 14, 9, 3.5, 11, 13, 5},
};

class ColourVision : public ::testing::TestWithParam<Limits> {
 protected:
  double seen_difference(const Triple& a, const Triple& b) const {
    double least = 1000;
    for (const Vision& vision : kVisions) least = std::min(least, difference(lab(a, vision.seen), lab(b, vision.seen)));
    return least;
  }
  template <class Colours>
  double least_among(const Colours& colours) const {
    double least = 1000;
    for (std::size_t i = 0; i < colours.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j)
        least = std::min(least, seen_difference(shares(colours[i]), shares(colours[j])));
    }
    return least;
  }
  Triple shaded(Colour colour) const { return mixed(shares(colour), shares(theme_.shade), theme_.shade_opacity); }
  void expect_apart(Colour a, Colour b, double least, const char* what) const {
    EXPECT_GE(seen_difference(shares(a), shares(b)), least) << what;
  }

  const Theme theme_ = builtin_theme(GetParam().theme);
};

TEST_P(ColourVision, TellsMapsApart) {
  const double least = GetParam().maps;
  expect_apart(theme_.input, theme_.paper, least, "input, paper");
  expect_apart(theme_.output, theme_.paper, least, "output, paper");
  expect_apart(theme_.input, theme_.output, least, "input, output");
  expect_apart(theme_.dropped, theme_.paper, least, "dropped window, paper");
  expect_apart(theme_.unvisited, theme_.input, least, "unvisited, input");
  for (const Colour& cell : {theme_.paper, theme_.input, theme_.output, theme_.unvisited, theme_.padding}) {
    EXPECT_GE(seen_difference(shares(cell), shaded(cell)), least) << "shaded";
  }
}

TEST_P(ColourVision, TellsNumbersOfDifferentSortsApart) {
  const double least = GetParam().numbers;
  expect_apart(theme_.kernel, theme_.input, least, "kernel, input");
  expect_apart(theme_.kernel, theme_.output, least, "kernel, output");
  expect_apart(theme_.kernel, theme_.product, least, "kernel, product");
  expect_apart(theme_.product, theme_.input, least, "product, input");
  expect_apart(theme_.product, theme_.output, least, "product, output");
  expect_apart(theme_.padding, theme_.input, least, "padding, input");
  expect_apart(theme_.unvisited, theme_.paper, least, "unvisited, paper");
  expect_apart(theme_.lost, theme_.paper, least, "lost, paper");
  expect_apart(theme_.padding, theme_.paper, GetParam().paddings, "padding, paper");
}

TEST_P(ColourVision, TellsChannelsApart) {
  EXPECT_GE(least_among(theme_.hues), GetParam().hues);
  std::vector<Colour> outputs{theme_.output};
  outputs.insert(outputs.end(), theme_.more_outputs.begin(), theme_.more_outputs.end());
  EXPECT_GE(least_among(outputs), GetParam().outputs);
  EXPECT_GE(least_among(theme_.origins), GetParam().origins);
}

INSTANTIATE_TEST_SUITE_P(Themes, ColourVision, ::testing::ValuesIn(kLimits),
                         [](const auto& theme) { return std::string(theme.param.theme); });

/// The reference's own theme, `solarized`, keeps the colours of the published figures.
TEST(ColourVision, HasLimitsOfEveryThemeButTheReference) {
  for (const std::string& name : builtin_theme_names()) {
    const bool has_limits = std::any_of(std::begin(kLimits), std::end(kLimits),
                                        [&name](const Limits& limits) { return limits.theme == name; });
    EXPECT_EQ(has_limits, name != "solarized") << "kLimits needs a row for the theme " << name;
  }
}

TEST(PrintTheme, HasOnlyGreysWhoseLightnessSteps) {
  const Theme theme = builtin_theme("print");
  const auto lightness = [](const Triple& colour) { return lab(colour, kNormal)[0]; };
  const auto shaded = [&](Colour colour) { return mixed(shares(colour), shares(theme.shade), theme.shade_opacity); };
  std::vector<Colour> all{theme.paper,     theme.input,   theme.output, theme.line,    theme.shade,
                          theme.projector, theme.dropped, theme.kernel, theme.product, theme.padding,
                          theme.lost,      theme.number,  theme.faint,  theme.accent,  theme.unvisited};
  all.insert(all.end(), theme.hues.begin(), theme.hues.end());
  all.insert(all.end(), theme.more_outputs.begin(), theme.more_outputs.end());
  all.insert(all.end(), theme.origins.begin(), theme.origins.end());
  for (const Colour& colour : all) EXPECT_TRUE(colour.red == colour.green && colour.green == colour.blue);
  // From the darkest: each at least a tenth of the way from black to white above the one before.
  const Triple steps[] = {shaded(theme.input), shares(theme.input), shares(theme.output), shares(theme.paper)};
  for (std::size_t i = 1; i < std::size(steps); ++i) EXPECT_GE(lightness(steps[i]) - lightness(steps[i - 1]), 10) << i;
}

}  // namespace
}  // namespace convarith::testing::colour_vision_test
