#include "render/brush.hpp"

#include <algorithm>

namespace convarith {

void Brush::draw(const Tracing& tracing, Canvas& canvas) {
  for (const Mark& mark : tracing.marks()) {
    if (mark.is_fill && palette_.has_hidden_edges(mark.paint)) {
      for (const Outline& outline : tracing.outlines(mark)) {
        fill_sharply(tracing.edges(outline), outline, mark.paint, canvas);
      }
    } else {
      cover(tracing, mark, canvas);
    }
  }
}

/// Fills every pixel whose centre lies inside the convex outline.
void Brush::fill_sharply(std::span<const Edge> edges, const Outline& outline, PaintId paint, Canvas& canvas) {
  Tone below = tones_.nothing();
  Tone covered = tones_.blend(below, paint, 1);
  for (int y = outline.top; y < outline.bottom; ++y) {
    const Stretch inside = centres_inside(edges, y, size_.width);
    if (inside.first >= inside.last) continue;
    Tone* row = canvas.row(y);
    for (int x = inside.first; x < inside.last; ++x) {
      if (row[x] != below) {
        below = row[x];
        covered = tones_.blend(below, paint, 1);
      }
      row[x] = covered;
    }
  }
}

/// Covers all outlines of a mark together, so that lines do not darken each other's edges where they cross, and
/// neighbouring fills are one outline without a seam.
void Brush::cover(const Tracing& tracing, const Mark& mark, Canvas& canvas) {
  const auto outlines = tracing.outlines(mark);
  by_top_.assign(outlines.begin(), outlines.end());
  std::stable_sort(by_top_.begin(), by_top_.end(), [](const Outline& a, const Outline& b) { return a.top < b.top; });
  crossing_.clear();
  auto next = by_top_.begin();
  for (int y = mark.top; y < mark.bottom; ++y) {
    std::erase_if(crossing_, [y](const Outline& outline) { return outline.bottom <= y; });
    while (next != by_top_.end() && next->top <= y) crossing_.push_back(*next++);
    for (const Outline& outline : crossing_) {
      coverage_.add(tracing.edges(outline), y);
      if (!mark.is_fill) coverage_.end_outline();
    }
    coverage_.end_outline();
    Tone* row = canvas.row(y);
    coverage_.take([&](int x, double coverage) { row[x] = tones_.blend(row[x], mark.paint, coverage); });
  }
}

}  // namespace convarith
