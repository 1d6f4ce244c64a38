#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <utility>
#include <vector>

#include "convarith/film.hpp"

namespace convarith {

/// The colours of an indexed picture, constructed from a film's paints before anything is drawn.
///
/// A pixel is an area (a flat colour, perhaps glazed), or an area partly covered by an edge of another paint, in a few
/// levels: as many as it takes to be off by no more than a fixed error, so few where contrast is low. Each
/// such state has an index, and drawing goes from index to index. Covering a pixel twice with the same paint counts
/// once, which keeps lines that lie on each other thin. What has no state of its own (edges of two paints in one pixel)
/// becomes the nearest colour that has.
class Palette {
 public:
  /// `scale` (px per bp) decides which fills have their edges hidden under a line.
  Palette(std::span<const Paint> paints, double scale);

  std::span<const Colour> colours() const { return colours_; }
  /// Whether a fill's edge disappears under its rim, so that it need not be smooth.
  bool has_hidden_edges(PaintId paint) const;

  /// The index of a pixel once `paint` covers the share `coverage` (0 to 1) of it. kTransparent stays what it is unless
  /// it is covered whole by an opaque paint.
  std::uint8_t blend(std::uint8_t index, PaintId paint, double coverage);

  /// What was drawn over paper to give an index: `paint` is none where nothing was, or where it isn't known.
  struct EdgeOverPaper {
    int paint;
    double coverage;
  };
  EdgeOverPaper edge_over_paper(std::uint8_t index) const;

 private:
  struct State {
    int area;   // index of the area that it is, or lies over
    int paint;  // of the edge; -1: the area itself
    int level;
  };

  /// The states between an area and a paint.
  struct Ramp {
    int first = 0;   // index of level 1
    int levels = 0;  // the last one is the paint's own area; 0: there is no ramp
  };

  void build(double largest_error);
  void add_areas();
  void add_ramp(int area, PaintId paint, double largest_error);
  int add(Colour colour, State state);
  void fold_into_range();
  std::vector<int> glazed_areas(PaintId paint) const;
  Ramp& ramp(int area, PaintId paint);
  int nearest(double red, double green, double blue) const;
  std::uint8_t mix(std::uint8_t index, PaintId paint, double coverage);
  std::uint8_t cover(std::uint8_t index, PaintId paint, double coverage);
  std::uint8_t glaze(std::uint8_t index, PaintId paint, double coverage);
  bool is_glaze(PaintId paint) const { return paints_[paint].opacity < 1; }

  std::vector<Paint> paints_;
  double scale_;
  std::vector<Colour> colours_;
  std::vector<State> states_;
  std::vector<int> area_of_paint_;             // -1 for glazes
  std::map<std::pair<int, int>, int> glazed_;  // (area, glaze) -> area
  std::vector<Ramp> ramps_;                    // by area and paint
  std::vector<std::uint8_t> mixed_;  // known results of mix(), by index, paint and share; kTransparent: unknown
};

}  // namespace convarith
