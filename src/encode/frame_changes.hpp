#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "render/frame.hpp"

namespace convarith {

/// A part of the canvas, px.
struct PixelBox {
  int left = 0;
  int top = 0;
  int right = 0;   ///< exclusive
  int bottom = 0;  ///< exclusive

  std::size_t width() const { return static_cast<std::size_t>(right - left); }
  std::size_t height() const { return static_cast<std::size_t>(bottom - top); }
};

inline PixelBox whole_box(const Frame& frame) {
  return {0, 0, frame.size.width, frame.size.height};
}

/// The smallest box around all pixels that differ from the frame before, if any do.
std::optional<PixelBox> changed_box(const Frame& frame);

/// The smallest box around all pixels that don't have a palette index, if there are any.
std::optional<PixelBox> box_without(const Frame& frame, std::uint8_t index);

/// What a stretch of a row shows now.
std::span<const std::uint8_t> pixels_of(const Frame& frame, const ChangedRow& row);

/// The first place from `begin` on at which two stretches of the same length differ; their end where they don't.
std::size_t find_difference(std::span<const std::uint8_t> a, const std::uint8_t* b, std::size_t begin);

/// The pixels of a box, row by row.
std::vector<std::uint8_t> pixels_in(const Frame& frame, const PixelBox& box);

}  // namespace convarith
