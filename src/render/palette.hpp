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

/// Red, green and blue as they look on paper, and the share of paper that is seen. Each value is from 0 to 255 and not
/// rounded.
using Rgb = std::array<double, 4>;

/// Returns a colour through which no paper is seen.
Rgb to_rgb(Colour colour);

/// Returns `below` with `above` over the fraction `share` (0 to 1) of it.
Rgb mix(const Rgb& below, const Rgb& above, double share);

/// The colours of an indexed picture, constructed from a film's paints before anything is drawn. There is a colour for
/// every area (a paint as it is or under a glaze) and a few levels between each area and the edges that may lie over
/// it: as many levels as it takes to keep the error below a fixed limit, thus few where contrast is low.
class Palette {
 public:
  /// `scale` (px per bp) decides which fills have their edges hidden under a line. Without paper, colours record which
  /// share of the paper is seen through them; see inks().
  Palette(std::span<const Paint> paints, double scale, bool has_paper = true);

  std::span<const Paint> paints() const { return paints_; }
  Rgb exact_colour(PaintId paint) const;
  std::span<const Colour> colours() const { return colours_; }
  /// Without paper, returns the colours with the paper taken out of them: laid on the paper, these inks give the
  /// colours. Empty if there is paper.
  std::span<const Ink> inks() const { return inks_; }
  /// Whether the edges of a paint's fills disappear under a line, so that they need not be smooth.
  bool has_hidden_edges(PaintId paint) const;
  bool is_glaze(PaintId paint) const { return paints_[paint].opacity < 1; }

  /// Returns the number of areas, which are numbered from 0. Each has its own colour, unless there are more areas than
  /// kMostColours.
  int areas() const { return static_cast<int>(area_colours_.size()); }
  Colour area_colour(int area) const;
  const Rgb& exact_area_colour(int area) const { return area_colours_[static_cast<std::size_t>(area)]; }
  int area_of(PaintId opaque_paint) const { return area_of_paint_[opaque_paint]; }
  /// Returns the area that `area` becomes under a glaze, or -1 if the film did not say that the glaze may lie there.
  int glazed(int area, PaintId glaze) const;

  std::uint8_t index_of_area(int area) const { return index_of_area_[static_cast<std::size_t>(area)]; }
  /// Returns the nearest index for an area of which `paint` covers the fraction `share` (0 to 1).
  std::uint8_t index_of_edge(int area, PaintId paint, double share) const;
  std::uint8_t nearest(const Rgb& colour) const;

 private:
  /// The levels between an area and a paint.
  struct Ramp {
    int first = 0;   // index of level 1
    int levels = 0;  // number of levels, the last of which is the paint itself; 0 if there is no ramp
  };

  std::uint8_t first_like(std::size_t index) const;
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
  std::vector<Colour> colours_;  // exact_colours_, rounded
  std::vector<Ink> inks_;
  std::vector<std::uint8_t> index_of_area_;
  std::map<std::pair<int, int>, Ramp> ramps_;  // (area, paint)
};

}  // namespace convarith
