#pragma once

#include <span>
#include <vector>

#include "render/canvas.hpp"
#include "render/palette.hpp"
#include "render/row_coverage.hpp"
#include "render/tones.hpp"
#include "render/tracing.hpp"

namespace convarith {

/// Draws traced shapes.
class Brush {
 public:
  /// `palette` and `tones` must outlive the brush.
  Brush(FrameSize size, const Palette& palette, Tones& tones)
      : size_(size), palette_(palette), tones_(tones), coverage_(size.width) {}

  /// `canvas` must hold every pixel that the shapes touch.
  void draw(const Tracing& tracing, Canvas& canvas);

 private:
  void fill_sharply(std::span<const Edge> edges, const Outline& outline, PaintId paint, Canvas& canvas);
  void cover(const Tracing& tracing, const Mark& mark, Canvas& canvas);

  FrameSize size_;
  const Palette& palette_;
  Tones& tones_;
  RowCoverage coverage_;
  std::vector<Outline> by_top_;
  std::vector<Outline> crossing_;
};

}  // namespace convarith
