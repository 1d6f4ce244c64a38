#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <span>
#include <utility>
#include <vector>

#include "convarith/film.hpp"

namespace convarith {

/// What drawing with one paint makes of each palette index.
using BlendTable = std::array<std::uint8_t, 256>;

/// The colours of an indexed picture, constructed from a film's paints before anything is drawn.
///
/// A pixel is an area (a flat colour, perhaps glazed) or an area partly covered by an edge of another paint, in one of
/// a few levels. Each such state has an index, so that drawing is a look-up: index before, paint, coverage -> index
/// after. Covering a pixel twice with the same paint counts once, which keeps lines that lie on each other thin.
/// What has no state of its own (edges of two paints in one pixel) becomes the nearest colour that has.
class Palette {
 public:
  /// `scale` (px per bp) decides which fills have their edges hidden under a line.
  Palette(std::span<const Paint> paints, double scale);

  std::span<const Colour> colours() const { return colours_; }
  /// Steps of coverage from nothing to full.
  int full_level() const { return full_; }
  /// Whether a fill's edge disappears under its rim, so that it need not be smooth.
  bool has_hidden_edges(PaintId paint) const;
  /// The table for a coverage of `level` of full_level(), from 1 up.
  const BlendTable& table(PaintId paint, int level) const;
  /// The table that draws the edge colour `index` was made with, where `index` is such an edge over paper.
  const BlendTable* edge_table(std::uint8_t index) const;

 private:
  struct State {
    int area;   // index of the area that it is, or lies over
    int paint;  // of the edge; -1: the area itself
    int level;
  };

  void build(int full);
  int add(Colour colour, State state);
  std::vector<int> glazed_areas(PaintId area) const;
  int nearest(double red, double green, double blue) const;
  int mix(int index, PaintId paint, double coverage) const;
  std::uint8_t blend(int index, PaintId paint, int level) const;
  std::uint8_t glaze(int index, PaintId paint) const;
  bool is_glaze(PaintId paint) const { return paints_[paint].opacity < 1; }
  void build_tables();

  std::vector<Paint> paints_;
  double scale_;
  int full_ = 0;
  std::vector<Colour> colours_;
  std::vector<State> states_;
  std::vector<int> area_of_paint_;             // -1 for glazes
  std::map<std::pair<int, int>, int> glazed_;  // (area, glaze) -> area
  std::map<std::pair<int, int>, int> ramp_;    // (area, paint) -> index of level 1
  std::vector<BlendTable> tables_;             // paint-major
};

}  // namespace convarith
