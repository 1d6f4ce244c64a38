#include "volume_paints.hpp"

#include <cmath>
#include <cstddef>
#include <utility>

#include "paint_box.hpp"
#include "tints.hpp"

namespace convarith {
namespace {

constexpr double kLightOnTop = 0.45;   // share of paper in what is seen from above
constexpr double kDarkAside = 0.2;     // share of the lines' colour in what is seen from the right
constexpr int kPlainDifference = 120;  // in all three channels together
constexpr double kToCome = 0.045;      // share of the lines' colour in cells to come
constexpr double kLeftOut = 0.3;       // share of the lines' colour in slices left out
constexpr double kFaint = 0.38;        // share of the lines' colour in faint ones

// Levels between areas and lines are hardly seen, but thin lines must not fall below the first.
constexpr double kCoarseLine = 2.4;
constexpr double kCoarseFaint = 1.5;
constexpr double kCoarseFrame = 4.2;

/// The colour seen through another one.
Colour through(Colour a, Colour b) {
  const auto channel = [](std::uint8_t x, std::uint8_t y) {
    return static_cast<std::uint8_t>(std::lround(x * y / 255.0));
  };
  return {channel(a.red, b.red), channel(a.green, b.green), channel(a.blue, b.blue)};
}

int sum_of(Colour colour) {
  return colour.red + colour.green + colour.blue;
}

/// The same hue, darker and more of it: seen through itself as often as it takes to be plainly another.
Colour deeper(Colour colour) {
  Colour deep = through(colour, colour);
  while (deep != colour && sum_of(colour) - sum_of(deep) < kPlainDifference) {
    const Colour next = through(deep, deep);
    if (next == deep) break;
    deep = next;
  }
  return deep;
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
      return theme.hues.at(static_cast<std::size_t>(hue) % theme.hues.size());
  }
}

Colour colour_of(const Dye& dye, const Theme& theme) {
  switch (dye.second) {
    case Look::plain:
      return colour_of(dye.first, theme);
    case Look::tapped:
      return deeper(colour_of(dye.first, theme));
    case Look::to_come:
      return between(theme.paper, theme.line, kToCome);
    case Look::padding:
      return theme.padding;
  }
  return theme.paper;
}

Colour on_face(Colour colour, Face face, const Theme& theme) {
  if (face == Face::top) return between(colour, theme.paper, kLightOnTop);
  if (face == Face::side) return between(colour, theme.line, kDarkAside);
  return colour;
}

}  // namespace

VolumePaints::VolumePaints(const Theme& theme, const std::set<Dye>& used, bool has_dashes) {
  PaintBox box(theme.paper);
  std::vector<PaintId> areas{kPaper};
  std::vector<PaintId> fronts{kPaper};
  std::vector<PaintId> empty;
  for (const auto& [hue, look] : used) {
    for (const Face face : {Face::front, Face::top, Face::side}) {
      const Dye key = dye(hue, look);
      const PaintId area = box.area(on_face(colour_of(key, theme), face, theme), kVolumeOutline);
      paints_of_[{key, face}] = area;
      areas.push_back(area);
      if (face == Face::front) fronts.push_back(area);
      if (look == Look::to_come) empty.push_back(area);
    }
  }
  if (has_dashes) empty.push_back(kPaper);
  line = box.ink(theme.line, areas, kCoarseLine);
  faint = box.ink(between(theme.paper, theme.line, kFaint), empty, kCoarseFaint);
  accent = box.ink(theme.accent, fronts, kCoarseFrame);
  paints_ = std::move(box).take();
}

}  // namespace convarith
