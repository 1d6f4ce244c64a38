#include "palette.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "convarith/frame.hpp"

namespace convarith {
namespace {

/// Nine levels (none, eight shares) cannot be told from 256 at four times the size; fewer begin to show.
constexpr int kFullLevel = 8;

constexpr std::size_t kMostColours = kTransparent;

/// A line hides the edge of the fill under it from about this width (px) on: the share of a pixel that both leave to
/// the fill's other side is then below a tenth.
constexpr double kHidingWidth = 0.75;

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

}  // namespace

Palette::Palette(std::span<const Paint> paints, double scale) : paints_(paints.begin(), paints.end()), scale_(scale) {
  int full = kFullLevel;
  build(full);
  while (colours_.size() > kMostColours && full > 1) build(--full);
  // More areas than indices: the last ones take the nearest colour that there is.
  if (colours_.size() > kMostColours) {
    colours_.resize(kMostColours);
    states_.resize(kMostColours);
    const auto into_range = [this](const Colour& colour) { return nearest(colour.red, colour.green, colour.blue); };
    for (std::size_t paint = 0; paint < paints_.size(); ++paint) {
      if (area_of_paint_[paint] >= static_cast<int>(kMostColours))
        area_of_paint_[paint] = into_range(paints_[paint].colour);
    }
    std::erase_if(glazed_, [](const auto& entry) { return entry.second >= static_cast<int>(kMostColours); });
  }
  build_tables();
}

bool Palette::has_hidden_edges(PaintId paint) const {
  return paints_[paint].rim * scale_ >= kHidingWidth;
}

int Palette::add(Colour colour, State state) {
  colours_.push_back(colour);
  states_.push_back(state);
  return static_cast<int>(colours_.size()) - 1;
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

void Palette::build(int full) {
  full_ = full;
  colours_.clear();
  states_.clear();
  glazed_.clear();
  ramp_.clear();
  area_of_paint_.assign(paints_.size(), -1);
  for (std::size_t i = 0; i < paints_.size(); ++i) {
    if (is_glaze(static_cast<PaintId>(i))) continue;
    area_of_paint_[i] = add(paints_[i].colour, {static_cast<int>(colours_.size()), -1, 0});
  }
  for (std::size_t i = 0; i < paints_.size(); ++i) {
    if (!is_glaze(static_cast<PaintId>(i))) continue;
    for (const PaintId below : paints_[i].over) {
      const Colour colour = blend_colour(paints_[below].colour, paints_[i].colour, paints_[i].opacity);
      glazed_[{area_of_paint_[below], static_cast<int>(i)}] = add(colour, {static_cast<int>(colours_.size()), -1, 0});
    }
  }
  for (std::size_t i = 0; i < paints_.size(); ++i) {
    const auto paint = static_cast<PaintId>(i);
    if (is_glaze(paint) || has_hidden_edges(paint)) continue;
    for (const PaintId below : paints_[i].over) {
      for (const int area : glazed_areas(below)) {
        ramp_[{area, static_cast<int>(i)}] = static_cast<int>(colours_.size());
        const Colour base = colours_[static_cast<std::size_t>(area)];
        for (int level = 1; level < full_; ++level) {
          add(blend_colour(base, paints_[i].colour, static_cast<double>(level) / full_),
              {area, static_cast<int>(i), level});
        }
      }
    }
  }
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

int Palette::mix(int index, PaintId paint, double coverage) const {
  const Colour& below = colours_[static_cast<std::size_t>(index)];
  const Colour& above = paints_[paint].colour;
  return nearest(blend_channel(below.red, above.red, coverage), blend_channel(below.green, above.green, coverage),
                 blend_channel(below.blue, above.blue, coverage));
}

/// An opaque paint over `index`.
std::uint8_t Palette::blend(int index, PaintId paint, int level) const {
  if (level == full_) return static_cast<std::uint8_t>(area_of_paint_[paint]);
  const State& state = states_[static_cast<std::size_t>(index)];
  const bool same_edge = state.paint == paint;
  if (state.paint < 0 || same_edge) {
    const auto ramp = ramp_.find({state.area, paint});
    if (ramp != ramp_.end()) return static_cast<std::uint8_t>(ramp->second + std::max(level, state.level) - 1);
  }
  return static_cast<std::uint8_t>(mix(index, paint, static_cast<double>(level) / full_));
}

/// A whole pixel of glaze over `index`: an edge stays, the area below it changes.
std::uint8_t Palette::glaze(int index, PaintId paint) const {
  const State& state = states_[static_cast<std::size_t>(index)];
  const auto area = glazed_.find({state.area, paint});
  if (area != glazed_.end()) {
    if (state.paint < 0) return static_cast<std::uint8_t>(area->second);
    const auto ramp = ramp_.find({area->second, state.paint});
    if (ramp != ramp_.end()) return static_cast<std::uint8_t>(ramp->second + state.level - 1);
  }
  return static_cast<std::uint8_t>(mix(index, paint, paints_[paint].opacity));
}

void Palette::build_tables() {
  tables_.resize(paints_.size() * static_cast<std::size_t>(full_));
  for (std::size_t i = 0; i < paints_.size(); ++i) {
    const auto paint = static_cast<PaintId>(i);
    for (int level = 1; level <= full_; ++level) {
      BlendTable& table = tables_[i * static_cast<std::size_t>(full_) + static_cast<std::size_t>(level) - 1];
      table.fill(kTransparent);
      const bool hides = level == full_ && !is_glaze(paint);
      if (hides) table[kTransparent] = static_cast<std::uint8_t>(area_of_paint_[i]);
      for (std::size_t index = 0; index < colours_.size(); ++index) {
        const int below = static_cast<int>(index);
        if (!is_glaze(paint)) {
          table[index] = blend(below, paint, level);
        } else if (level == full_) {
          table[index] = glaze(below, paint);
        } else {
          table[index] = static_cast<std::uint8_t>(mix(below, paint, paints_[i].opacity * level / full_));
        }
      }
    }
  }
}

const BlendTable& Palette::table(PaintId paint, int level) const {
  return tables_[static_cast<std::size_t>(paint) * static_cast<std::size_t>(full_) + static_cast<std::size_t>(level) -
                 1];
}

const BlendTable* Palette::edge_table(std::uint8_t index) const {
  const State& state = states_[index];
  if (state.area != area_of_paint_[kPaper] || state.paint < 0) return nullptr;
  return &table(static_cast<PaintId>(state.paint), state.level);
}

}  // namespace convarith
