#pragma once

#include "arithmetic/walkthrough.hpp"
#include "layout/drawing.hpp"
#include "layout/theme.hpp"

namespace convarith {

/// Draws the input below, the output above, and the kernel shaded on both and joined by four projectors: the figures of
/// *A guide to convolution arithmetic for deep learning*. The page is tight around the drawing, with a border.
///
/// Several channels stand one above the other, and so do several filters, with the first one lowest; the projectors go
/// through all of them. Groups stand side by side, and so do the channels of a pooling. Of many channels, filters or
/// groups only the first two and the last are shown (shown_sheets.hpp).
Drawing draw_projection(const Walkthrough& walkthrough, const Theme& theme);

/// Draws the same figure with the kernel's weights numbered from 1, in the order in which the layer stores them.
Drawing draw_numbered_projection(const Walkthrough& walkthrough, const Theme& theme);

}  // namespace convarith
