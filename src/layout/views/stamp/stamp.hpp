#pragma once

#include "arithmetic/walkthrough.hpp"
#include "layout/drawing.hpp"
#include "layout/theme.hpp"

namespace convarith {

/// Draws a transposed convolution from its inputs' side: each input cell, below, stamps its weighted kernel on the
/// canvas above, joined by four projectors. Output cells fill up with each stamp that reaches them, and a plus marks
/// where a stamp is added to earlier ones. The part of the canvas that the padding cuts off is a dashed ring. There is
/// one step for each input.
///
/// `walkthrough` must be that of a transposed layer. The page is tight around the drawing, with a border.
Drawing draw_stamp(const Walkthrough& walkthrough, const Theme& theme);

}  // namespace convarith
