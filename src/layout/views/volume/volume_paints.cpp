#include "layout/views/volume/volume_paints.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <utility>

#include "layout/shapes/contrast.hpp"
#include "layout/shapes/paint_box.hpp"
#include "layout/shapes/tints.hpp"

namespace convarith {
namespace {

// The share of the lighter colour (paper or lines) in faces on top, and of the darker one in faces on the right.
constexpr double kLightOnTop = 0.45;
constexpr double kLightOnTopInTheDark = 0.22;
constexpr double kDarkAside = 0.2;
constexpr int kPlainDifference = 120;   // least difference of tapped from plain cells, all channels added up
constexpr double kToCome = 0.045;       // share of the lines' colour in cells to come
constexpr double kLeftOut = 0.3;        // share of the lines' colour in slices left out
constexpr double kFaint = 0.38;         // share of the lines' colour in faint lines
constexpr double kLighterShade = 0.42;  // share of paper in a hue's second shade
constexpr double kDarkerShade = 0.28;   // share of the lines' colour in a hue's third shade

/// The least contrast of frames with the faces around which they lie, as for all lines (WCAG 2).
constexpr double kLeastOfFrames = 3;

// The coarseness of lines (Paint::coarseness). Levels between areas and lines are hardly seen, but thin lines must not
// fall below the first level.
constexpr double kCoarseLine = 2.4;
constexpr double kCoarseFaint = 1.5;
constexpr double kCoarseFrame = 4.2;

/// Returns a colour as seen through another one.
Colour through(Colour a, Colour b) {
  const auto channel = [](std::uint8_t x, std::uint8_t y) {
    return static_cast<std::uint8_t>(std::lround(x * y / 255.0));
  };
  return {channel(a.red, b.red), channel(a.green, b.green), channel(a.blue, b.blue)};
}

int sum_of(Colour colour) {
  return colour.red + colour.green + colour.blue;
}

/// Returns a darker and stronger colour of the same hue: the colour seen through itself until it is plainly another, if
/// it ever is.
Colour deeper(Colour colour) {
  Colour deep = through(colour, colour);
  while (deep != colour && sum_of(colour) - sum_of(deep) < kPlainDifference) {
    const Colour next = through(deep, deep);
    if (next == deep) break;
    deep = next;
  }
  return deep;
}

Colour negative(Colour colour) {
  const auto channel = [](std::uint8_t value) { return static_cast<std::uint8_t>(255 - value); };
  return {channel(colour.red), channel(colour.green), channel(colour.blue)};
}

bool is_dark(const Theme& theme) {
  return sum_of(theme.paper) < sum_of(theme.line);
}

/// Returns a plainly different colour of the same hue: a darker one, or on dark paper a lighter one.
Colour farther_from_paper(Colour colour, const Theme& theme) {
  return is_dark(theme) ? negative(deeper(negative(colour))) : deeper(colour);
}

Colour shaded(Colour colour, int shade, const Theme& theme) {
  if (shade == 1) return between(colour, theme.paper, kLighterShade);
  return shade == 2 ? between(colour, theme.line, kDarkerShade) : colour;
}

Colour colour_of(HueId hue, const Theme& theme) {
  switch (hue) {
    case kInputHue:
      return theme.input;
    case kOutputHue:
      return theme.output;
    case kOtherHue:
      return between(theme.paper, theme.line, kLeftOut);
    default:
      return shaded(theme.hues.at(static_cast<std::size_t>(hue % kShadeStep) % theme.hues.size()), hue / kShadeStep,
                    theme);
  }
}

Colour colour_of(const Dye& dye, const Theme& theme) {
  switch (dye.second) {
    case Look::plain:
      return colour_of(dye.first, theme);
    case Look::tapped:
      return farther_from_paper(colour_of(dye.first, theme), theme);
    case Look::to_come:
      return between(theme.paper, theme.line, kToCome);
    case Look::padding:
      return theme.padding;
  }
  return theme.paper;
}

/// Returns the contrast of a line between two lines of paper with the face from which it stands out least.
double least_contrast(Colour line, const std::vector<Colour>& faces, const Theme& theme) {
  double least = std::numeric_limits<double>::max();
  for (const Colour& face : faces) {
    least = std::min(least, std::max(contrast(line, face), contrast(theme.paper, face)));
  }
  return least;
}

/// Returns the colour of a frame: the accent, mixed with as little of the lines' colour, black or white as lets the
/// frame, between lines of paper, stand out from all faces by kLeastOfFrames, or else the mixture that stands out most.
Colour frame_on(const std::vector<Colour>& faces, const Theme& theme) {
  constexpr int levels = 20;
  Colour best = theme.accent;
  for (int level = 0; level <= levels; ++level) {
    for (const Colour& end : {theme.line, Colour{0, 0, 0}, Colour{255, 255, 255}}) {
      const Colour tried = between(theme.accent, end, static_cast<double>(level) / levels);
      if (least_contrast(tried, faces, theme) > least_contrast(best, faces, theme)) best = tried;
      if (least_contrast(best, faces, theme) >= kLeastOfFrames) return best;
    }
  }
  return best;
}

}  // namespace

Colour colour_on_face(Colour colour, Face face, const Theme& theme) {
  const Colour light = is_dark(theme) ? theme.line : theme.paper;
  const Colour dark = is_dark(theme) ? theme.paper : theme.line;
  if (face == Face::top) return between(colour, light, is_dark(theme) ? kLightOnTopInTheDark : kLightOnTop);
  if (face == Face::side) return between(colour, dark, kDarkAside);
  return colour;
}

VolumePaints::VolumePaints(const Theme& theme, const std::set<Dye>& used, bool has_dashes) {
  PaintBox box(theme.paper);
  std::vector<PaintId> areas{kPaper};
  std::vector<PaintId> fronts{kPaper};
  std::vector<Colour> computed;
  std::vector<Colour> covered;
  std::vector<PaintId> empty;
  for (const auto& [hue, look] : used) {
    for (const Face face : {Face::front, Face::top, Face::side}) {
      const Dye key = dye(hue, look);
      const Colour colour = colour_on_face(colour_of(key, theme), face, theme);
      const PaintId area = box.area(colour, kVolumeOutline);
      if (look == Look::plain) computed.push_back(colour);
      if (look == Look::tapped || look == Look::padding) covered.push_back(colour);
      paints_of_[{key, face}] = area;
      areas.push_back(area);
      if (face == Face::front) fronts.push_back(area);
      if (look == Look::to_come) empty.push_back(area);
    }
  }
  if (has_dashes) empty.push_back(kPaper);
  line = box.ink(theme.line, areas, kCoarseLine);
  faint = box.ink(between(theme.paper, theme.line, kFaint), empty, kCoarseFaint);
  output_frame = box.ink(frame_on(computed, theme), fronts, kCoarseFrame);
  window_frame = box.ink(frame_on(covered, theme), fronts, kCoarseFrame);
  paints_ = std::move(box).take();
}

}  // namespace convarith
