#include "layout/shapes/tight_page.hpp"

#include "layout/shapes/measures.hpp"

namespace convarith {

TightPage tight_page(std::span<const Point> points) {
  Box box;
  for (const Point& point : points) box.add(point);
  constexpr double margin = kBorder + kThick / 2;
  return {box.width() + 2 * margin, box.height() + 2 * margin, {margin - box.left, margin - box.bottom}};
}

TightPage page_around(const Box& box) {
  return {box.width() + 2 * kBorder, box.height() + 2 * kBorder, {kBorder - box.left, kBorder - box.bottom}};
}

}  // namespace convarith
