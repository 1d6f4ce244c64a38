#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <tuple>
#include <vector>

#include "render/palette.hpp"

namespace convarith {

/// What a pixel looks like while a picture is composed; see Tones.
using Tone = std::uint16_t;

/// The tones of a picture: an area, or an area partly covered by an edge of another paint. Far more of them than
/// colours of the palette, so that a pixel that several edges share is composed exactly and rounded to the palette only
/// once.
///
/// Composing is a look-up: tone before, paint, coverage -> tone after. Covering a pixel twice with the same paint
/// counts once, which keeps lines that lie on each other thin. A glaze goes under the edges of the pixel that it
/// covers: lines on a cell's border stay what they are when the cell is tinted.
class Tones {
 public:
  /// `palette` must outlive the tones.
  explicit Tones(const Palette& palette);

  Tone paper() const { return tables_.tone_of_area[0]; }
  /// A pixel on which nothing lies. Over it, edges stay as they are drawn and glazes leave no trace.
  Tone nothing() const { return tables_.tone_of_area[static_cast<std::size_t>(nothing_)]; }
  /// The tone of a pixel once `paint` covers the share `coverage` (0 to 1) of it.
  Tone blend(Tone tone, PaintId paint, double coverage);
  /// The nearest colour of the palette.
  std::uint8_t index(Tone tone) {
    if (tables_.indices[tone] == kUnknown) tables_.indices[tone] = find_index(tone);
    return tables_.indices[tone];
  }

  /// Remembers the tones that there are now.
  void keep() {
    kept_ = tables_;
    ran_out_ = false;
  }
  /// Whether there were too few tones for what was drawn since keep() or forget(), so that others stood in.
  bool ran_out() const { return ran_out_; }
  /// Back to what was kept. Later tones are no longer valid.
  void forget() {
    tables_ = kept_;
    ran_out_ = false;
  }

  /// How much of a pixel an edge covers, in levels.
  struct Edge {
    PaintId paint;
    std::uint8_t level;
  };
  /// The edge that was drawn last over nothing; none if something opaque covers the pixel.
  std::optional<Edge> edge_over_nothing(Tone tone) const;
  /// The tone of a pixel once such an edge lies over it.
  Tone lay_over(Tone tone, const Edge& edge) { return cover(tone, edge.paint, edge.level); }

 private:
  static constexpr int kLevels = 32;
  static constexpr std::size_t kMostTones = 65536;
  static constexpr PaintId kNoPaint = 255;
  static constexpr std::uint8_t kUnknown = 255;  // no palette has that index

  struct State {
    int area;
    PaintId paint;  // of the edge, or kNoPaint
    std::uint8_t level;
  };

  int add_area(const Rgb& colour);
  Tone add_tone(const State& state);
  std::uint8_t find_index(Tone tone) const;
  Tone edge(int area, PaintId paint, int level);
  int make_edges(int area, PaintId paint);
  Tone edge_like(int area, PaintId paint, int level) const;
  Rgb colour(Tone tone) const;
  int area_like(Tone tone);
  int glazed_area(int area, PaintId glaze);
  int make_glazed_area(int area, PaintId glaze);
  Tone cover(Tone tone, PaintId paint, int level);
  Tone glaze(Tone tone, PaintId paint, int level);
  int nearest_area(const Rgb& colour) const;
  std::size_t place_of(int area, PaintId paint) const { return static_cast<std::size_t>(area) * paints_ + paint; }
  /// Whether there may be no more tones; then something else stands in.
  bool is_full() {
    if (tables_.states.size() + kLevels <= kMostTones) return false;
    ran_out_ = true;
    return true;
  }

  /// What is known of tones and areas; grows as it is asked for.
  struct Tables {
    std::vector<State> states;  // of the tones
    std::vector<std::uint8_t> indices;
    std::vector<int> area_like;  // of the tones; -1: not made yet
    std::vector<Rgb> areas;      // first those of the palette
    std::vector<Tone> tone_of_area;
    // By area and paint; -1: not made yet.
    std::vector<int> first_edges;   // the tone of level 1
    std::vector<int> glazed_areas;  // the area under that glaze
    std::map<std::tuple<Tone, PaintId, int>, Tone> partly_glazed;
  };

  const Palette& palette_;
  std::size_t paints_;  // how many there are
  int nothing_;         // an area
  Tables tables_;
  Tables kept_;
  bool ran_out_ = false;
};

// Here because these are called for every pixel of every line.

inline Tone Tones::blend(Tone tone, PaintId paint, double coverage) {
  const int level = static_cast<int>(coverage * kLevels + 0.5);  // NOLINT(bugprone-incorrect-roundings): never negative
  if (level == 0) return tone;
  if (palette_.is_glaze(paint)) return glaze(tone, paint, level);
  return cover(tone, paint, level);
}

/// An opaque paint over a tone.
inline Tone Tones::cover(Tone tone, PaintId paint, int level) {
  if (level == kLevels) return tables_.tone_of_area[static_cast<std::size_t>(palette_.area_of(paint))];
  const State& state = tables_.states[tone];
  if (state.paint == kNoPaint) return edge(state.area, paint, level);
  if (state.paint == paint) return edge(state.area, paint, std::max<int>(state.level, level));
  return edge(area_like(tone), paint, level);
}

/// An area with an edge of `paint` over it.
inline Tone Tones::edge(int area, PaintId paint, int level) {
  if (level == 0) return tables_.tone_of_area[static_cast<std::size_t>(area)];
  if (level == kLevels) return tables_.tone_of_area[static_cast<std::size_t>(palette_.area_of(paint))];
  int& first = tables_.first_edges[place_of(area, paint)];
  if (first < 0) {
    if (is_full()) return edge_like(area, paint, level);
    first = make_edges(area, paint);
  }
  return static_cast<Tone>(first + level - 1);
}

}  // namespace convarith
