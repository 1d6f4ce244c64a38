#pragma once

#include <cstdint>
#include <vector>

#include "encode/frame_changes.hpp"
#include "render/frame.hpp"

namespace convarith {

/// What has to be laid on the step before to get a frame.
struct Patch {
  PixelBox box;
  bool lies_over = false;            ///< else it takes the place of what was there, transparent pixels too
  std::vector<std::uint8_t> pixels;  ///< of the box, row by row; one more than the palette has: as it was
};

/// The whole frame.
Patch whole_patch(const Frame& frame);

/// What differs from the frame before, in a box that begins at multiples of `grid` px. Where all changed pixels are
/// opaque, it lies over what was there; unchanged ones then keep their colour where that compresses better. Where
/// nothing differs, a corner.
Patch patch_of_changes(const Frame& frame, int grid = 1);

}  // namespace convarith
