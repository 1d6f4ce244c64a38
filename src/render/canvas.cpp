#include "render/canvas.hpp"

namespace convarith {

void Canvas::reset_rows(FrameSize size, int top, int bottom, Tone tone) {
  offsets_.resize(static_cast<std::size_t>(size.height));
  for (int y = top; y < bottom; ++y) {
    offsets_[static_cast<std::size_t>(y)] = static_cast<std::ptrdiff_t>(y - top) * size.width;
  }
  pixels_.assign(static_cast<std::size_t>(bottom - top) * static_cast<std::size_t>(size.width), tone);
}

void Canvas::reset_stretches(FrameSize size, const Stretches& stretches) {
  offsets_.resize(static_cast<std::size_t>(size.height));
  std::ptrdiff_t total = 0;
  for (int y = stretches.top(); y < stretches.bottom(); ++y) {
    if (stretches.first(y) >= stretches.last(y)) continue;
    offsets_[static_cast<std::size_t>(y)] = total - stretches.first(y);
    total += stretches.last(y) - stretches.first(y);
  }
  pixels_.resize(static_cast<std::size_t>(total));
}

}  // namespace convarith
