#include "overlay.hpp"

#include <algorithm>

#include "brush.hpp"

namespace convarith {

/// Drawn over nothing, shapes show what they hide; drawn over paper, also which pixels they cover in part.
Overlay::Overlay(const Tracing& tracing, FrameSize size, Brush& brush, const Tones& tones)
    : top_(size.height), bottom_(0) {
  for (const Mark& mark : tracing.marks()) {
    top_ = std::min(top_, mark.top);
    bottom_ = std::max(bottom_, mark.bottom);
  }
  if (top_ >= bottom_) return;
  opaque_.reset_rows(size, top_, bottom_, kNothing);
  brush.draw(tracing, opaque_);
  const std::vector<bool> hidden = whole_pixels(size);
  opaque_.reset_rows(size, top_, bottom_, tones.paper());
  brush.draw(tracing, opaque_);
  auto is_hidden = hidden.begin();
  for (int y = top_; y < bottom_; ++y) {
    Tone* row = opaque_.row(y);
    for (int x = 0; x < size.width; ++x) {
      if (*is_hidden++) continue;
      const Tones::Edge edge = tones.last_edge(row[x]);
      if (row[x] != tones.paper() && edge.coverage == 0) continue;
      if (edge.coverage > 0) edges_.push_back({x, edge});
      row[x] = kNothing;
    }
    row_ends_.push_back(edges_.size());
  }
}

/// For every pixel, row by row, whether something opaque covers all of it.
std::vector<bool> Overlay::whole_pixels(FrameSize size) const {
  std::vector<bool> whole;
  whole.reserve(static_cast<std::size_t>(bottom_ - top_) * static_cast<std::size_t>(size.width));
  for (int y = top_; y < bottom_; ++y) {
    for (int x = 0; x < size.width; ++x) whole.push_back(opaque_.row(y)[x] != kNothing);
  }
  return whole;
}

void Overlay::lay_over(Tone* row, int y, int first, int last, Tones& tones) const {
  if (y < top_ || y >= bottom_) return;
  const Tone* opaque = opaque_.row(y);
  for (int x = first; x < last; ++x) row[x] = opaque[x] != kNothing ? opaque[x] : row[x];
  const auto place = static_cast<std::size_t>(y - top_);
  for (std::size_t i = place == 0 ? 0 : row_ends_[place - 1]; i < row_ends_[place]; ++i) {
    const auto& [x, edge] = edges_[i];
    if (x >= first && x < last) row[x] = tones.blend(row[x], edge.paint, edge.coverage);
  }
}

}  // namespace convarith
