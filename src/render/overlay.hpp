#pragma once

#include <span>
#include <vector>

#include "render/canvas.hpp"
#include "render/tones.hpp"
#include "render/tracing.hpp"

namespace convarith {

class Brush;

/// Still shapes that lie on moving ones, drawn once over nothing: what they hide, and which pixels they cover in part.
/// None of them may be a glaze.
class Overlay {
 public:
  Overlay(const Tracing& tracing, FrameSize size, Brush& brush, const Tones& tones);

  /// Lays it over a stretch of a row.
  void lay_over(Tone* row, int y, int first, int last, Tones& tones) const;

 private:
  struct EdgePixel {
    int x;
    Tones::Edge edge;
  };

  int top_;     // rows outside these are empty
  int bottom_;  // exclusive
  Canvas opaque_;
  std::vector<EdgePixel> edges_;       // row by row
  std::vector<std::size_t> row_ends_;  // how many edges lie in the rows from the top to each
};

}  // namespace convarith
