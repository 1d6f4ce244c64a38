#pragma once

#include <span>
#include <vector>

#include "render/canvas.hpp"
#include "render/tones.hpp"
#include "render/tracing.hpp"

namespace convarith {

class Brush;

/// Still shapes that lie on moving ones. They are drawn once over nothing, to find which pixels they hide and which
/// they cover in part. None of the shapes may be a glaze.
class Overlay {
 public:
  Overlay(const Tracing& tracing, FrameSize size, Brush& brush, const Tones& tones);

  /// Lays the overlay over a stretch of a row.
  void lay_over(Tone* row, int y, int first, int last, Tones& tones) const;

 private:
  struct EdgePixel {
    int x;
    Tones::Edge edge;
  };

  int top_;     // the first row that is not empty
  int bottom_;  // end of the rows that are not empty (exclusive)
  Canvas opaque_;
  std::vector<EdgePixel> edges_;       // row by row
  std::vector<std::size_t> row_ends_;  // for each row, the number of edges from the top to the end of it
};

}  // namespace convarith
