#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <span>
#include <utility>
#include <vector>

#include "layout/film.hpp"
#include "render/frame.hpp"

namespace convarith {

/// Red, green and blue as they look on paper, and how much of that is the paper itself; each 0 to 255, not rounded.
using Rgb = std::array<double, 4>;

/// A colour through which no paper is seen.
Rgb to_rgb(Colour colour);

/// `below` with the share `share` of `above` over it.
Rgb mix(const Rgb& below, const Rgb& above, double share);

/// The colours of an indexed picture, constructed from a film's paints before anything is drawn: every area (a paint as
/// it is or under a glaze), and between areas and the edges that may come to lie over them a few levels, as many as it
/// takes to be off by no more than a fixed error, so few where contrast is low.
class Palette {
 public:
  /// `scale` (px per bp) decides which fills have their edges hidden under a line. Without paper, what is seen of it
  /// is kept apart from what is drawn: see inks().
  Palette(std::span<const Paint> paints, double scale, bool has_paper = true);

  std::span<const Paint> paints() const { return paints_; }
  Rgb exact_colour(PaintId paint) const;
  std::span<const Colour> colours() const { return colours_; }
  /// Where there is no paper: the colours with the paper taken out of them. Laid on the paper, they are the colours.
  std::span<const Ink> inks() const { return inks_; }
  /// Whether a fill's edge disappears under its rim, so that it need not be smooth.
  bool has_hidden_edges(PaintId paint) const;
  bool is_glaze(PaintId paint) const { return paints_[paint].opacity < 1; }

  /// Areas are numbered from 0; each has its own colour unless there are more of them than a byte can tell.
  int areas() const { return static_cast<int>(area_colours_.size()); }
  Colour area_colour(int area) const;
  const Rgb& exact_area_colour(int area) const { return area_colours_[static_cast<std::size_t>(area)]; }
  int area_of(PaintId opaque_paint) const { return area_of_paint_[opaque_paint]; }
  /// The area under a glaze; -1 where the film did not say that the glaze may lie there.
  int glazed(int area, PaintId glaze) const;

  std::uint8_t index_of_area(int area) const { return index_of_area_[static_cast<std::size_t>(area)]; }
  /// The nearest index for an area of which `share` is covered by `paint`.
  std::uint8_t index_of_edge(int area, PaintId paint, double share) const;
  std::uint8_t nearest(const Rgb& colour) const;

 private:
  /// The levels between an area and a paint.
  struct Ramp {
    int first = 0;   // index of level 1
    int levels = 0;  // the last one is the paint itself; 0: there is no ramp
  };

  void add_areas();
  void build(double largest_error);
  void add_ramps_under_glazes(PaintId below, PaintId paint, double largest_error);
  void add_ramp(int area, PaintId paint, double largest_error);
  void add_glazed_levels(PaintId below, PaintId paint, double largest_error);
  int add_levels(const Rgb& base, const Rgb& top, double largest_error);
  void take_out_paper();

  std::vector<Paint> paints_;
  double scale_;
  bool has_paper_;
  std::vector<Rgb> area_colours_;
  std::vector<int> area_of_paint_;             // -1 for glazes
  std::map<std::pair<int, int>, int> glazed_;  // (area, glaze) -> area
  std::vector<Rgb> exact_colours_;
  std::vector<Colour> colours_;  // the same, rounded
  std::vector<Ink> inks_;
  std::vector<std::uint8_t> index_of_area_;
  std::map<std::pair<int, int>, Ramp> ramps_;  // (area, paint)
};

}  // namespace convarith
