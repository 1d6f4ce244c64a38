#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "layout/film.hpp"
#include "layout/shapes/measures.hpp"

namespace convarith {

/// The first paints in every view that shows two planes.
namespace swatch {
enum : PaintId { paper = kPaper, input, output, shade, line, projector };
}

inline Shape solid_lines(Role role, std::vector<Stroke::Path> paths) {
  return {role, std::nullopt, swatch::line, Stroke{std::move(paths), kThick, 0}};
}

inline Shape cell_fill(Role role, Cell cell, PaintId paint, std::vector<Point> polygon) {
  return {role, cell, paint, Fill{std::move(polygon)}};
}

}  // namespace convarith
