#include "layout/shapes/tints.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "layout/shapes/contrast.hpp"

namespace convarith {

Colour between(Colour from, Colour to, double share) {
  const auto channel = [share](std::uint8_t a, std::uint8_t b) {
    return static_cast<std::uint8_t>(std::lround(a + (b - a) * share));
  };
  return {channel(from.red, to.red), channel(from.green, to.green), channel(from.blue, to.blue)};
}

Colour readable_ink(const Theme& theme, Colour below) {
  constexpr Colour black{0, 0, 0};
  constexpr Colour white{255, 255, 255};
  const std::array inks{theme.number, theme.paper, black, white};
  const auto* const found = std::find_if(inks.begin(), inks.end(),
                                         [below](const Colour& ink) { return contrast(ink, below) >= kLeastOfText; });
  return found == inks.end() ? theme.number : *found;
}

double readable_shade(const Theme& theme, Colour number, Colour below) {
  constexpr double step = 0.01;
  double opacity = theme.shade_opacity;
  const auto is_readable = [&] { return contrast(number, between(below, theme.shade, opacity)) >= kLeastOfText; };
  while (opacity > step && !is_readable()) opacity -= step;
  return opacity;
}

}  // namespace convarith
