#pragma once

#include <cstddef>
#include <vector>

#include "render/frame.hpp"
#include "render/stretches.hpp"
#include "render/tones.hpp"

namespace convarith {

/// Pixels to draw on: all of a frame, or only some stretches of its rows.
class Canvas {
 public:
  /// Holds the rows from `top` to `bottom` (exclusive), with all pixels of one tone.
  void reset_rows(FrameSize size, int top, int bottom, Tone tone);
  /// Holds only the given stretches. Their pixels may have any tone.
  void reset_stretches(FrameSize size, const Stretches& stretches);

  /// Returns a row to be indexed by x. Only the pixels that the canvas holds may be used.
  Tone* row(int y) { return pixels_.data() + offsets_[static_cast<std::size_t>(y)]; }
  const Tone* row(int y) const { return pixels_.data() + offsets_[static_cast<std::size_t>(y)]; }

 private:
  std::vector<Tone> pixels_;
  std::vector<std::ptrdiff_t> offsets_;  // of each row's pixel 0, which the canvas need not hold
};

}  // namespace convarith
