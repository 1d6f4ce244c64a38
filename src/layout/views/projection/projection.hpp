#pragma once

#include "arithmetic/walkthrough.hpp"
#include "layout/drawing.hpp"
#include "layout/theme.hpp"

namespace convarith {

/// The input below, the output above, the kernel shaded on both and joined by four projectors: the figures of
/// *A guide to convolution arithmetic for deep learning*. The page is tight around the drawing, with a border.
///
/// Several channels stand one above the other, and so do several filters, the first one lowest; the projectors go
/// through all of them. Groups stand side by side, and the channels of a pooling too. Of many the first two and the
/// last are shown (shown_sheets.hpp).
Drawing draw_projection(const Walkthrough& walkthrough, const Theme& theme);

/// The same with the kernel's weights numbered, in the order in which the layer stores them, from 1.
Drawing draw_numbered_projection(const Walkthrough& walkthrough, const Theme& theme);

}  // namespace convarith
