#include "layout/shapes/paint_box.hpp"

#include <algorithm>
#include <utility>

namespace convarith {

PaintId PaintBox::add(Paint paint) {
  paints_.push_back(std::move(paint));
  return static_cast<PaintId>(paints_.size() - 1);
}

PaintId PaintBox::area(Colour colour, double rim) {
  for (const PaintId known : areas_) {
    if (paints_[known].colour == colour) return known;
  }
  areas_.push_back(add({colour, 1, {kPaper}, rim}));
  return areas_.back();
}

PaintId PaintBox::glaze(Colour colour, double opacity, std::vector<PaintId> over, double rim) {
  return add({colour, opacity, std::move(over), rim});
}

PaintId PaintBox::ink(Colour colour, const std::vector<PaintId>& over, double coarseness) {
  const auto known = std::find_if(inks_.begin(), inks_.end(), [&](PaintId id) { return paints_[id].colour == colour; });
  const PaintId id = known != inks_.end() ? *known : add({colour, 1, {}, 0, coarseness});
  if (known == inks_.end()) inks_.push_back(id);
  for (const PaintId below : over) lay_over(id, below);
  return id;
}

void PaintBox::lay_over(PaintId paint, PaintId area) {
  std::vector<PaintId>& over = paints_[paint].over;
  if (std::find(over.begin(), over.end(), area) == over.end()) over.push_back(area);
}

}  // namespace convarith
