#include "render/overlay.hpp"

#include <algorithm>

#include "render/brush.hpp"

namespace convarith {

Overlay::Overlay(const Tracing& tracing, FrameSize size, Brush& brush, const Tones& tones)
    : top_(size.height), bottom_(0) {
  for (const Mark& mark : tracing.marks()) {
    top_ = std::min(top_, mark.top);
    bottom_ = std::max(bottom_, mark.bottom);
  }
  if (top_ >= bottom_) return;
  const Tone nothing = tones.nothing();
  opaque_.reset_rows(size, top_, bottom_, nothing);
  brush.draw(tracing, opaque_);
  for (int y = top_; y < bottom_; ++y) {
    Tone* row = opaque_.row(y);
    for (int x = 0; x < size.width; ++x) {
      if (row[x] == nothing) continue;
      const auto edge = tones.edge_over_nothing(row[x]);
      if (!edge) continue;
      edges_.push_back({x, *edge});
      row[x] = nothing;
    }
    row_ends_.push_back(edges_.size());
  }
}

void Overlay::lay_over(Tone* row, int y, int first, int last, Tones& tones) const {
  if (y < top_ || y >= bottom_) return;
  const Tone* opaque = opaque_.row(y);
  const Tone nothing = tones.nothing();
  for (int x = first; x < last; ++x) row[x] = opaque[x] != nothing ? opaque[x] : row[x];
  const auto place = static_cast<std::size_t>(y - top_);
  for (std::size_t i = place == 0 ? 0 : row_ends_[place - 1]; i < row_ends_[place]; ++i) {
    const auto& [x, edge] = edges_[i];
    if (x >= first && x < last) row[x] = tones.lay_over(row[x], edge);
  }
}

}  // namespace convarith
