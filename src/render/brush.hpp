#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "palette.hpp"
#include "row_coverage.hpp"
#include "tracing.hpp"

namespace convarith {

/// Draws traced shapes onto planes of palette indices, a byte a pixel.
class Brush {
 public:
  Brush(FrameSize size, Palette& palette) : size_(size), palette_(palette), coverage_(size.width) {}

  /// `plane` has size.width * size.height pixels.
  void draw(const Tracing& tracing, std::span<std::uint8_t> plane);

 private:
  void fill_sharply(std::span<const Edge> edges, const Outline& outline, PaintId paint, std::span<std::uint8_t> plane);
  void cover(const Tracing& tracing, const Mark& mark, std::span<std::uint8_t> plane);
  void apply_row(PaintId paint, std::uint8_t* row);

  FrameSize size_;
  Palette& palette_;
  RowCoverage coverage_;
  std::vector<Outline> by_top_;
  std::vector<Outline> crossing_;
};

}  // namespace convarith
