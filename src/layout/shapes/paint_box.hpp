#pragma once

#include <vector>

#include "layout/film.hpp"
#include "layout/shapes/measures.hpp"

namespace convarith {

/// Mixes the paints of a figure. It should only hold paints that the figure uses, because each takes shades of the
/// palette.
class PaintBox {
 public:
  explicit PaintBox(Colour paper) : paints_{{paper, 1, {}, 0}} {}

  /// Adds a paint for areas whose edges are hidden by a line of width `rim` (bp), or which lie on paper. Areas of the
  /// same colour share a paint.
  PaintId area(Colour colour, double rim = kThin);
  /// Adds a glaze, which tints what it lies over.
  PaintId glaze(Colour colour, double opacity, std::vector<PaintId> over, double rim = kThick);
  /// Adds a paint for lines and letters on some areas, glazed or not. Inks of the same colour share a paint. For
  /// `coarseness` see Paint.
  PaintId ink(Colour colour, const std::vector<PaintId>& over, double coarseness = 1);
  /// Adds such a paint that shares nothing with others of its colour.
  PaintId ink_apart(Colour colour, double coarseness) { return add({colour, 1, {}, 0, coarseness}); }
  /// Lets pixels of a paint be the same as those of an earlier paint of its colour, see Paint.
  void share(PaintId paint) { paints_[paint].is_shared = true; }
  /// Lets a paint lie over an area that was added later.
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
