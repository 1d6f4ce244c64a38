#pragma once

#include "layout/film.hpp"
#include "layout/shapes/box.hpp"

namespace convarith::testing {

/// Around the ink of lines and letters, near enough.
inline Box box_of(const Shape& shape) {
  Box box;
  if (const auto* fill = std::get_if<Fill>(&shape.form)) {
    for (const Point& point : fill->polygon) box.add(point);
  } else if (const auto* stroke = std::get_if<Stroke>(&shape.form)) {
    for (const Stroke::Path& path : stroke->paths) {
      for (const Point& point : path.points) box.add(point);
    }
  } else {
    const Text& text = std::get<Text>(shape.form);
    const Typeface::Glyph* last = text.face->glyph(text.glyphs.back().id);
    const double width = text.glyphs.back().offset.x + static_cast<double>(last->advance) / text.face->units_per_em;
    box.add(Box{text.origin.x, text.origin.y - 0.22 * text.size, text.origin.x + width * text.size,
                text.origin.y + 0.7 * text.size});
  }
  return box;
}

}  // namespace convarith::testing
