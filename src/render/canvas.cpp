#include "canvas.hpp"

namespace convarith {

void Canvas::reset_rows(FrameSize size, int top, int bottom, Tone tone) {
  offsets_.resize(static_cast<std::size_t>(size.height));
  for (int y = top; y < bottom; ++y) {
    offsets_[static_cast<std::size_t>(y)] = static_cast<std::ptrdiff_t>(y - top) * size.width;
  }
  pixels_.assign(static_cast<std::size_t>(bottom - top) * static_cast<std::size_t>(size.width), tone);
}

void Canvas::reset_stretches(FrameSize size, std::span<const ChangedRow> stretches) {
  offsets_.resize(static_cast<std::size_t>(size.height));
  std::ptrdiff_t total = 0;
  for (const ChangedRow& row : stretches) {
    offsets_[static_cast<std::size_t>(row.y)] = total - row.first;
    total += row.last - row.first;
  }
  pixels_.resize(static_cast<std::size_t>(total));
}

}  // namespace convarith
