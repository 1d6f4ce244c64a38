#pragma once

#include <cstddef>
#include <vector>

#include "render/frame.hpp"
#include "render/stretches.hpp"
#include "render/tones.hpp"

namespace convarith {

/// Pixels to draw on: some stretches of a frame's rows, or all of it.
class Canvas {
 public:
  /// Rows from `top` to `bottom` (exclusive), all of one tone.
  void reset_rows(FrameSize size, int top, int bottom, Tone tone);
  /// Only the given stretches, of any tones.
  void reset_stretches(FrameSize size, const Stretches& stretches);

  /// Indexed by x, where the row has that pixel.
  Tone* row(int y) { return pixels_.data() + offsets_[static_cast<std::size_t>(y)]; }
  const Tone* row(int y) const { return pixels_.data() + offsets_[static_cast<std::size_t>(y)]; }

 private:
  std::vector<Tone> pixels_;
  std::vector<std::ptrdiff_t> offsets_;  // of each row's pixel 0, which it need not have
};

}  // namespace convarith
