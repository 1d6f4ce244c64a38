#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "render/frame.hpp"

namespace convarith {

/// A rectangle of pixels in a frame.
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

/// Returns the smallest box around all pixels that differ from the previous frame, or nothing if no pixel does.
std::optional<PixelBox> changed_box(const Frame& frame);

/// Returns the smallest box around all pixels whose palette index is not `index`, or nothing if there are none.
std::optional<PixelBox> box_without(const Frame& frame, std::uint8_t index);

/// Returns the pixels that a stretch of a row has now.
std::span<const std::uint8_t> pixels_of(const Frame& frame, const ChangedRow& row);

/// Returns the first index from `begin` on at which two stretches of the same length differ, or their length if they
/// don't differ.
std::size_t find_difference(std::span<const std::uint8_t> a, const std::uint8_t* b, std::size_t begin);

/// Returns the pixels of a box, row by row.
std::vector<std::uint8_t> pixels_in(const Frame& frame, const PixelBox& box);

}  // namespace convarith
