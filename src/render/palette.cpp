#include "palette.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "convarith/frame.hpp"

namespace convarith {
namespace {

/// The most that a colour may be off at an edge, as a mean over the channels. A figure then cannot be told from one
/// with all levels at four times the size, and has few enough colours for six bits.
constexpr double kLargestError = 11;

constexpr std::size_t kMostColours = kTransparent;

/// A line hides the edge of the fill under it from about this width (px) on: the share of a pixel that it then leaves
/// to the fill's other side is below a tenth.
constexpr double kHidingWidth = 0.75;

/// Shares of coverage that are told apart where colours are mixed freely.
constexpr int kShares = 32;

/// Sums of areas fall short of 1 by rounding.
constexpr double kAlmostWhole = 1 - 1e-6;

double blend_channel(std::uint8_t below, std::uint8_t above, double coverage) {
  return below + (above - below) * coverage;
}

std::uint8_t to_channel(double value) {
  return static_cast<std::uint8_t>(std::lround(value));
}

Colour blend_colour(Colour below, Colour above, double coverage) {
  return {to_channel(blend_channel(below.red, above.red, coverage)),
          to_channel(blend_channel(below.green, above.green, coverage)),
          to_channel(blend_channel(below.blue, above.blue, coverage))};
}

/// The mean difference of two colours (root of the mean square over the channels).
double contrast(Colour a, Colour b) {
  const double red = a.red - b.red;
  const double green = a.green - b.green;
  const double blue = a.blue - b.blue;
  return std::sqrt((red * red + green * green + blue * blue) / 3);
}

int level_of(double coverage, int levels) {
  return static_cast<int>(std::floor(coverage * levels + 0.5));
}

}  // namespace

Palette::Palette(std::span<const Paint> paints, double scale) : paints_(paints.begin(), paints.end()), scale_(scale) {
  double error = kLargestError;
  build(error);
  // Too many states for a byte: coarser edges, in the end none. Only then areas share colours.
  while (colours_.size() > kMostColours && error < 256) build(error *= 1.5);
  if (colours_.size() > kMostColours) fold_into_range();
  mixed_.assign(256 * paints_.size() * (kShares + 1), kTransparent);
}

bool Palette::has_hidden_edges(PaintId paint) const {
  return paints_[paint].rim * scale_ >= kHidingWidth;
}

int Palette::add(Colour colour, State state) {
  colours_.push_back(colour);
  states_.push_back(state);
  return static_cast<int>(colours_.size()) - 1;
}

void Palette::build(double largest_error) {
  colours_.clear();
  states_.clear();
  add_areas();
  ramps_.assign(colours_.size() * paints_.size(), {});
  for (std::size_t i = 0; i < paints_.size(); ++i) {
    const auto paint = static_cast<PaintId>(i);
    if (is_glaze(paint) || has_hidden_edges(paint)) continue;
    for (const PaintId below : paints_[i].over) {
      for (const int area : glazed_areas(below)) add_ramp(area, paint, largest_error);
    }
  }
}

/// Every opaque paint, and every one that a glaze may lie over once more under it.
void Palette::add_areas() {
  area_of_paint_.assign(paints_.size(), -1);
  glazed_.clear();
  const auto add_area = [this](Colour colour) { return add(colour, {static_cast<int>(colours_.size()), -1, 0}); };
  for (std::size_t i = 0; i < paints_.size(); ++i) {
    if (!is_glaze(static_cast<PaintId>(i))) area_of_paint_[i] = add_area(paints_[i].colour);
  }
  for (std::size_t i = 0; i < paints_.size(); ++i) {
    if (!is_glaze(static_cast<PaintId>(i))) continue;
    for (const PaintId below : paints_[i].over) {
      glazed_[{area_of_paint_[below], static_cast<int>(i)}] =
          add_area(blend_colour(paints_[below].colour, paints_[i].colour, paints_[i].opacity));
    }
  }
}

/// The area of a paint as it is and under each glaze that may lie over it.
std::vector<int> Palette::glazed_areas(PaintId paint) const {
  std::vector<int> areas{area_of_paint_[paint]};
  for (std::size_t glaze = 0; glaze < paints_.size(); ++glaze) {
    const auto found = glazed_.find({area_of_paint_[paint], static_cast<int>(glaze)});
    if (found != glazed_.end()) areas.push_back(found->second);
  }
  return areas;
}

void Palette::add_ramp(int area, PaintId paint, double largest_error) {
  const Colour base = colours_[static_cast<std::size_t>(area)];
  const Colour top = paints_[paint].colour;
  const int levels = std::max(1, static_cast<int>(std::lround(contrast(base, top) / (2 * largest_error))));
  ramp(area, paint) = {static_cast<int>(colours_.size()), levels};
  for (int level = 1; level < levels; ++level) {
    add(blend_colour(base, top, static_cast<double>(level) / levels), {area, paint, level});
  }
}

Palette::Ramp& Palette::ramp(int area, PaintId paint) {
  return ramps_[static_cast<std::size_t>(area) * paints_.size() + paint];
}

/// Keeps the first colours only; areas beyond them become the nearest of these.
void Palette::fold_into_range() {
  const std::vector<Colour> all = colours_;
  colours_.resize(kMostColours);
  states_.resize(kMostColours);
  const auto fold = [&](int& area) {
    if (area < static_cast<int>(kMostColours)) return;
    const Colour& colour = all[static_cast<std::size_t>(area)];
    area = nearest(colour.red, colour.green, colour.blue);
  };
  for (int& area : area_of_paint_) fold(area);
  for (auto& [key, area] : glazed_) fold(area);
  std::fill(ramps_.begin(), ramps_.end(), Ramp{});
}

int Palette::nearest(double red, double green, double blue) const {
  int best = 0;
  double least = std::numeric_limits<double>::max();
  for (std::size_t i = 0; i < colours_.size(); ++i) {
    const double dr = colours_[i].red - red;
    const double dg = colours_[i].green - green;
    const double db = colours_[i].blue - blue;
    const double distance = dr * dr + dg * dg + db * db;
    if (distance < least) {
      least = distance;
      best = static_cast<int>(i);
    }
  }
  return best;
}

std::uint8_t Palette::mix(std::uint8_t index, PaintId paint, double coverage) {
  const auto share = static_cast<std::size_t>(level_of(coverage, kShares));
  std::uint8_t& known = mixed_[(index * paints_.size() + paint) * (kShares + 1) + share];
  if (known == kTransparent) {
    const Colour& below = colours_[index];
    const Colour& above = paints_[paint].colour;
    const double opacity = paints_[paint].opacity * static_cast<double>(share) / kShares;
    known = static_cast<std::uint8_t>(nearest(blend_channel(below.red, above.red, opacity),
                                              blend_channel(below.green, above.green, opacity),
                                              blend_channel(below.blue, above.blue, opacity)));
  }
  return known;
}

std::uint8_t Palette::blend(std::uint8_t index, PaintId paint, double coverage) {
  if (is_glaze(paint)) return index == kTransparent ? index : glaze(index, paint, coverage);
  return cover(index, paint, coverage);
}

/// An opaque paint over `index`.
std::uint8_t Palette::cover(std::uint8_t index, PaintId paint, double coverage) {
  const auto whole = static_cast<std::uint8_t>(area_of_paint_[paint]);
  if (coverage > kAlmostWhole) return whole;
  if (index == kTransparent) return index;
  const State& state = states_[index];
  if (state.paint >= 0 && state.paint != paint) return mix(index, paint, coverage);
  const Ramp& ramp = this->ramp(state.area, paint);
  if (ramp.levels == 0) return mix(index, paint, coverage);
  const int level = std::max(level_of(coverage, ramp.levels), state.level);
  if (level == ramp.levels) return whole;
  return level == 0 ? index : static_cast<std::uint8_t>(ramp.first + level - 1);
}

/// A glaze over `index`: where it covers the whole pixel an edge stays and the area below it changes.
std::uint8_t Palette::glaze(std::uint8_t index, PaintId paint, double coverage) {
  const State& state = states_[index];
  const auto area = glazed_.find({state.area, paint});
  if (coverage < kAlmostWhole || area == glazed_.end()) return mix(index, paint, coverage);
  if (state.paint < 0) return static_cast<std::uint8_t>(area->second);
  const auto edge = static_cast<PaintId>(state.paint);
  const Ramp& from = ramp(state.area, edge);
  const Ramp& to = ramp(area->second, edge);
  if (from.levels == 0 || to.levels == 0) return mix(index, paint, coverage);
  // Rounded down: where it matters the line is drawn again on top of the glaze, and the darker of both stays.
  const int level = state.level * to.levels / from.levels;
  if (level == 0) return static_cast<std::uint8_t>(area->second);
  return static_cast<std::uint8_t>(level == to.levels ? area_of_paint_[edge] : to.first + level - 1);
}

Palette::EdgeOverPaper Palette::edge_over_paper(std::uint8_t index) const {
  const State& state = states_[index];
  if (state.paint < 0 || state.area != area_of_paint_[kPaper]) return {-1, 0};
  const Ramp& ramp =
      ramps_[static_cast<std::size_t>(state.area) * paints_.size() + static_cast<std::size_t>(state.paint)];
  return {state.paint, static_cast<double>(state.level) / ramp.levels};
}

}  // namespace convarith
