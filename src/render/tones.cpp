#include "render/tones.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace convarith {

Tones::Tones(const Palette& palette) : palette_(palette), paints_(palette.paints().size()) {
  for (int area = 0; area < palette.areas(); ++area) add_area(palette.exact_area_colour(area));
  nothing_ = add_area(palette.exact_area_colour(0));
}

int Tones::add_area(const Rgb& colour) {
  const int area = static_cast<int>(tables_.areas.size());
  tables_.areas.push_back(colour);
  tables_.first_edges.resize(tables_.areas.size() * paints_, -1);
  tables_.glazed_areas.resize(tables_.first_edges.size(), -1);
  tables_.tone_of_area.push_back(add_tone({area, kNoPaint, 0}));
  tables_.area_like.back() = area;
  return area;
}

Tone Tones::add_tone(const State& state) {
  tables_.states.push_back(state);
  tables_.area_like.push_back(-1);
  tables_.indices.push_back(kUnknown);
  return static_cast<Tone>(tables_.states.size() - 1);
}

std::uint8_t Tones::find_index(Tone tone) const {
  const State& state = tables_.states[tone];
  if (state.area >= palette_.areas()) return palette_.nearest(colour(tone));
  if (state.paint == kNoPaint) return palette_.index_of_area(state.area);
  return palette_.index_of_edge(state.area, state.paint, static_cast<double>(state.level) / kLevels);
}

Rgb Tones::colour(Tone tone) const {
  const State& state = tables_.states[tone];
  const Rgb& area = tables_.areas[static_cast<std::size_t>(state.area)];
  if (state.paint == kNoPaint) return area;
  return mix(area, palette_.exact_colour(state.paint), static_cast<double>(state.level) / kLevels);
}

std::optional<Tones::Edge> Tones::edge_over_nothing(Tone tone) const {
  const State& state = tables_.states[tone];
  if (state.area != nothing_) return std::nullopt;
  return Edge{state.paint, state.level};
}

/// Makes all levels of an area and a paint, and returns the tone of level 1.
int Tones::make_edges(int area, PaintId paint) {
  const int first = static_cast<int>(tables_.states.size());
  for (int level = 1; level < kLevels; ++level) add_tone({area, paint, static_cast<std::uint8_t>(level)});
  return first;
}

/// Returns the nearest area instead of an edge when the tones have run out. No known figure comes near that.
Tone Tones::edge_like(int area, PaintId paint, int level) const {
  const Rgb wanted = mix(tables_.areas[static_cast<std::size_t>(area)], palette_.exact_colour(paint),
                         static_cast<double>(level) / kLevels);
  return tables_.tone_of_area[static_cast<std::size_t>(nearest_area(wanted))];
}

int Tones::nearest_area(const Rgb& wanted) const {
  int best = 0;
  double least = std::numeric_limits<double>::max();
  for (std::size_t i = 0; i < tables_.areas.size(); ++i) {
    double distance = 0;
    for (std::size_t channel = 0; channel < wanted.size(); ++channel)
      distance += std::abs(tables_.areas[i][channel] - wanted[channel]);
    if (distance < least) {
      least = distance;
      best = static_cast<int>(i);
    }
  }
  return best;
}

/// Returns an area of the colour that a tone has, for another edge to lie over.
int Tones::area_like(Tone tone) {
  if (tables_.states[tone].area == nothing_) return nothing_;
  if (tables_.area_like[tone] < 0) {
    const int area = is_full() ? nearest_area(colour(tone)) : add_area(colour(tone));
    tables_.area_like[tone] = area;
  }
  return tables_.area_like[tone];
}

Tone Tones::glaze(Tone tone, PaintId paint, int level) {
  const State state = tables_.states[tone];
  if (state.area == nothing_) return tone;
  if (state.paint != kNoPaint && palette_.paints()[state.paint].takes_glaze) {
    return glaze(tables_.tone_of_area[static_cast<std::size_t>(area_like(tone))], paint, level);
  }
  if (level == kLevels) {
    const int area = glazed_area(state.area, paint);
    return state.paint == kNoPaint ? tables_.tone_of_area[static_cast<std::size_t>(area)]
                                   : edge(area, state.paint, state.level);
  }
  const auto [known, is_new] = tables_.partly_glazed.try_emplace({tone, paint, level}, tone);
  if (is_new) {
    const Paint& glaze = palette_.paints()[paint];
    const Rgb glazed = mix(colour(tone), to_rgb(glaze.colour), glaze.opacity * level / kLevels);
    known->second = tables_.tone_of_area[static_cast<std::size_t>(is_full() ? nearest_area(glazed) : add_area(glazed))];
  }
  return known->second;
}

int Tones::glazed_area(int area, PaintId glaze) {
  const std::size_t place = place_of(area, glaze);
  if (tables_.glazed_areas[place] < 0) tables_.glazed_areas[place] = make_glazed_area(area, glaze);
  return tables_.glazed_areas[place];
}

int Tones::make_glazed_area(int area, PaintId glaze) {
  const int foreseen = area < palette_.areas() ? palette_.glazed(area, glaze) : -1;
  if (foreseen >= 0) return foreseen;
  const Paint& paint = palette_.paints()[glaze];
  const Rgb glazed = mix(tables_.areas[static_cast<std::size_t>(area)], to_rgb(paint.colour), paint.opacity);
  return is_full() ? nearest_area(glazed) : add_area(glazed);
}

}  // namespace convarith
