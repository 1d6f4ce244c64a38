#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <tuple>
#include <vector>

#include "render/palette.hpp"

namespace convarith {

/// The look of a pixel while a picture is composed; see Tones.
using Tone = std::uint16_t;

/// The tones of a picture. A tone is an area, or an area partly covered by an edge of another paint. There are far more
/// tones than colours in the palette, so that a pixel that several edges share is composed exactly and rounded to the
/// palette only once.
///
/// Composing is a look-up: tone before, paint, coverage -> tone after. Covering a pixel twice with the same paint
/// counts once, which keeps lines thin that lie on each other. A glaze goes under the edges of the pixel that it
/// covers, so that lines on a cell's border stay as they are when the cell is tinted.
class Tones {
 public:
  /// `palette` must outlive the tones.
  explicit Tones(const Palette& palette);

  Tone paper() const { return tables_.tone_of_area[0]; }
  /// Returns the tone of a pixel on which nothing lies. Over it, edges stay as they are drawn, and glazes leave no
  /// trace.
  Tone nothing() const { return tables_.tone_of_area[static_cast<std::size_t>(nothing_)]; }
  /// Returns the tone of a pixel after `paint` covers the fraction `coverage` (0 to 1) of it.
  Tone blend(Tone tone, PaintId paint, double coverage);
  /// Returns the index of the nearest colour in the palette.
  std::uint8_t index(Tone tone) {
    if (tables_.indices[tone] == kUnknown) tables_.indices[tone] = find_index(tone);
    return tables_.indices[tone];
  }

  /// Remembers the current tones for forget().
  void keep() {
    kept_ = tables_;
    ran_out_ = false;
  }
  /// Whether the tones have run out since the last keep() or forget(), so that others stood in.
  bool ran_out() const { return ran_out_; }
  /// Goes back to the tones that keep() remembered. Tones made since then are no longer valid.
  void forget() {
    tables_ = kept_;
    ran_out_ = false;
  }

  /// An edge in a pixel. `level` is how much of the pixel the edge covers, of kLevels.
  struct Edge {
    PaintId paint;
    std::uint8_t level;
  };
  /// Returns the edge that was drawn last over nothing(), or nothing if something opaque covers the pixel.
  std::optional<Edge> edge_over_nothing(Tone tone) const;
  /// Returns the tone of a pixel after such an edge lies over it.
  Tone lay_over(Tone tone, const Edge& edge) { return cover(tone, edge.paint, edge.level); }

 private:
  static constexpr int kLevels = 32;
  static constexpr std::size_t kMostTones = 65536;
  static constexpr PaintId kNoPaint = 255;
  static constexpr std::uint8_t kUnknown = 255;  // no palette has this index

  struct State {
    int area;
    PaintId paint;  // paint of the edge, or kNoPaint
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
  /// Whether there is no room for more tones, so that an existing one has to stand in.
  bool is_full() {
    if (tables_.states.size() + kLevels <= kMostTones) return false;
    ran_out_ = true;
    return true;
  }

  /// What is known about tones and areas. The tables grow when something new is asked for.
  struct Tables {
    std::vector<State> states;  // by tone
    std::vector<std::uint8_t> indices;
    std::vector<int> area_like;  // by tone; -1 if not made yet
    std::vector<Rgb> areas;      // beginning with those of the palette
    std::vector<Tone> tone_of_area;
    // By area and paint; -1 if not made yet.
    std::vector<int> first_edges;   // the tone of level 1; the other levels follow it
    std::vector<int> glazed_areas;  // the area under the glaze
    std::map<std::tuple<Tone, PaintId, int>, Tone> partly_glazed;
  };

  const Palette& palette_;
  std::size_t paints_;  // number of paints
  int nothing_;         // the area of nothing()
  Tables tables_;
  Tables kept_;
  bool ran_out_ = false;
};

// These functions are inline because they are called for every pixel of every line.

inline Tone Tones::blend(Tone tone, PaintId paint, double coverage) {
  const int level = static_cast<int>(coverage * kLevels + 0.5);  // NOLINT(bugprone-incorrect-roundings): never negative
  if (level == 0) return tone;
  if (palette_.is_glaze(paint)) return glaze(tone, paint, level);
  return cover(tone, paint, level);
}

/// Returns the tone of an opaque paint over a tone.
inline Tone Tones::cover(Tone tone, PaintId paint, int level) {
  if (level == kLevels) return tables_.tone_of_area[static_cast<std::size_t>(palette_.area_of(paint))];
  const State& state = tables_.states[tone];
  if (state.paint == kNoPaint) return edge(state.area, paint, level);
  if (state.paint == paint) return edge(state.area, paint, std::max<int>(state.level, level));
  return edge(area_like(tone), paint, level);
}

/// Returns the tone of an area with an edge of `paint` over it.
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
