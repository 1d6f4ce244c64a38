#include "tones.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace convarith {

Tones::Tones(const Palette& palette) : palette_(palette), paints_(palette.paints().size()) {
  for (int area = 0; area < palette.areas(); ++area) add_area(to_rgb(palette.area_colour(area)));
  nothing_ = add_area(to_rgb(palette.area_colour(0)));
}

int Tones::add_area(const Rgb& colour) {
  const int area = static_cast<int>(areas_.size());
  areas_.push_back(colour);
  first_edges_.resize(areas_.size() * paints_, -1);
  glazed_areas_.resize(first_edges_.size(), -1);
  tone_of_area_.push_back(add_tone({area, kNoPaint, 0}));
  area_like_.back() = area;
  return area;
}

Tone Tones::add_tone(const State& state) {
  states_.push_back(state);
  area_like_.push_back(-1);
  indices_.push_back(kUnknown);
  return static_cast<Tone>(states_.size() - 1);
}

std::uint8_t Tones::find_index(Tone tone) const {
  const State& state = states_[tone];
  if (state.area >= palette_.areas()) return palette_.nearest(colour(tone));
  if (state.paint == kNoPaint) return palette_.index_of_area(state.area);
  return palette_.index_of_edge(state.area, state.paint, static_cast<double>(state.level) / kLevels);
}

Rgb Tones::colour(Tone tone) const {
  const State& state = states_[tone];
  const Rgb& area = areas_[static_cast<std::size_t>(state.area)];
  if (state.paint == kNoPaint) return area;
  return mix(area, to_rgb(palette_.paints()[state.paint].colour), static_cast<double>(state.level) / kLevels);
}

std::optional<Tones::Edge> Tones::edge_over_nothing(Tone tone) const {
  const State& state = states_[tone];
  if (state.area != nothing_) return std::nullopt;
  return Edge{state.paint, state.level};
}

/// The tone of level 1 of an area and a paint; all levels are made at once.
int Tones::make_edges(int area, PaintId paint) {
  const int first = static_cast<int>(states_.size());
  for (int level = 1; level < kLevels; ++level) add_tone({area, paint, static_cast<std::uint8_t>(level)});
  return first;
}

/// Out of tones, which no figure known comes near to: the nearest area stands in.
Tone Tones::edge_like(int area, PaintId paint, int level) const {
  const Rgb wanted = mix(areas_[static_cast<std::size_t>(area)], to_rgb(palette_.paints()[paint].colour),
                         static_cast<double>(level) / kLevels);
  return tone_of_area_[static_cast<std::size_t>(nearest_area(wanted))];
}

int Tones::nearest_area(const Rgb& wanted) const {
  int best = 0;
  double least = std::numeric_limits<double>::max();
  for (std::size_t i = 0; i < areas_.size(); ++i) {
    double distance = 0;
    for (std::size_t channel = 0; channel < 3; ++channel) distance += std::abs(areas_[i][channel] - wanted[channel]);
    if (distance < least) {
      least = distance;
      best = static_cast<int>(i);
    }
  }
  return best;
}

/// An area of the colour that a tone has, for another edge to lie over.
int Tones::area_like(Tone tone) {
  if (states_[tone].area == nothing_) return nothing_;
  if (area_like_[tone] < 0) {
    const int area = is_full() ? nearest_area(colour(tone)) : add_area(colour(tone));
    area_like_[tone] = area;
  }
  return area_like_[tone];
}

Tone Tones::glaze(Tone tone, PaintId paint, int level) {
  const State state = states_[tone];
  if (state.area == nothing_) return tone;
  if (level == kLevels) {
    const int area = glazed_area(state.area, paint);
    return state.paint == kNoPaint ? tone_of_area_[static_cast<std::size_t>(area)]
                                   : edge(area, state.paint, state.level);
  }
  const auto [known, is_new] = partly_glazed_.try_emplace({tone, paint, level}, tone);
  if (is_new) {
    const Paint& glaze = palette_.paints()[paint];
    const Rgb glazed = mix(colour(tone), to_rgb(glaze.colour), glaze.opacity * level / kLevels);
    known->second = tone_of_area_[static_cast<std::size_t>(is_full() ? nearest_area(glazed) : add_area(glazed))];
  }
  return known->second;
}

int Tones::glazed_area(int area, PaintId glaze) {
  const std::size_t place = place_of(area, glaze);
  if (glazed_areas_[place] < 0) glazed_areas_[place] = make_glazed_area(area, glaze);
  return glazed_areas_[place];
}

int Tones::make_glazed_area(int area, PaintId glaze) {
  const int foreseen = area < palette_.areas() ? palette_.glazed(area, glaze) : -1;
  if (foreseen >= 0) return foreseen;
  const Paint& paint = palette_.paints()[glaze];
  const Rgb glazed = mix(areas_[static_cast<std::size_t>(area)], to_rgb(paint.colour), paint.opacity);
  return is_full() ? nearest_area(glazed) : add_area(glazed);
}

}  // namespace convarith
