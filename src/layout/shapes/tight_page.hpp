#pragma once

#include <span>

#include "layout/film.hpp"
#include "layout/shapes/box.hpp"

namespace convarith {

/// A page that is tight around lines of usual width, with a border.
struct TightPage {
  double width = 0;   ///< bp
  double height = 0;  ///< bp
  Point shift;        ///< moves the drawing to its place on the page
};

/// Returns the page around lines between some points.
TightPage tight_page(std::span<const Point> points);

/// Returns the page around a box that all lines lie in.
TightPage page_around(const Box& box);

}  // namespace convarith
