#pragma once

#include <vector>

#include "layout/film.hpp"
#include "layout/shapes/measures.hpp"

namespace convarith {

/// Mixes the paints of a figure. Only those that it uses should be in it: each takes shades of the palette.
class PaintBox {
 public:
  explicit PaintBox(Colour paper) : paints_{{paper, 1, {}, 0}} {}

  /// For areas whose edges a line of a width (bp) hides, or which lie on paper. The same colour is the same paint.
  PaintId area(Colour colour, double rim = kThin);
  /// Tints what it lies over.
  PaintId glaze(Colour colour, double opacity, std::vector<PaintId> over, double rim = kThick);
  /// For lines and letters on some areas, glazed or not. Of the same colour as an earlier one it is the same paint. For
  /// `coarseness` see Paint.
  PaintId ink(Colour colour, const std::vector<PaintId>& over, double coarseness = 1);
  /// Lets another paint lie over an area, where the area came later.
  void lay_over(PaintId paint, PaintId area);

  Colour colour_of(PaintId paint) const { return paints_[paint].colour; }

  std::vector<Paint> take() && { return std::move(paints_); }

 private:
  PaintId add(Paint paint);

  std::vector<Paint> paints_;
  std::vector<PaintId> areas_;
  std::vector<PaintId> inks_;
};

}  // namespace convarith
