#pragma once

#include <cstdint>
#include <optional>

#include "convarith/frame.hpp"
#include "lzw.hpp"

namespace convarith {

/// A part of the canvas, px.
struct Box {
  int left = 0;
  int top = 0;
  int right = 0;   ///< exclusive
  int bottom = 0;  ///< exclusive

  std::size_t width() const { return static_cast<std::size_t>(right - left); }
};

/// The smallest box around all pixels that differ from the frame before, if any do.
std::optional<Box> changed_box(const Frame& frame);

/// Codes every pixel of a frame.
void code_whole(const Frame& frame, LzwCoder& coder);

/// Codes a box of a frame so that, laid over the frame before, it gives the frame. Between changed pixels lie stretches
/// that may be transparent or not: one of a single colour keeps it, as that continues what is around it, and any other
/// becomes one run of `transparent`. (Of all rules tried, this one gave the smallest files.)
void code_changes(const Frame& frame, const Box& box, std::uint8_t transparent, LzwCoder& coder);

}  // namespace convarith
