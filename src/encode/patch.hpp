#pragma once

#include <cstdint>
#include <vector>

#include "encode/frame_changes.hpp"
#include "render/frame.hpp"

namespace convarith {

/// A picture that, laid on the previous step, gives a frame.
struct Patch {
  PixelBox box;
  bool lies_over = false;            ///< else it replaces what was there, with transparent pixels too
  std::vector<std::uint8_t> pixels;  ///< row by row; the index after the palette's last: unchanged
};

/// Returns a patch of the whole frame.
Patch whole_patch(const Frame& frame);

/// Returns what differs from the previous frame, in a box that begins at multiples of `grid` px. If all changed pixels
/// are opaque, the patch lies over what was there, and unchanged pixels keep their colour where that compresses better.
/// If nothing differs, the box is one pixel in the corner.
Patch patch_of_changes(const Frame& frame, int grid = 1);

}  // namespace convarith
