#pragma once

#include "arithmetic/walkthrough.hpp"
#include "layout/drawing.hpp"
#include "layout/theme.hpp"

namespace convarith {

/// A transposed convolution from its inputs' side: each input cell, below, stamps its weighted kernel on the canvas
/// above, joined by four projectors. Output cells fill up with each stamp that reaches them, and a plus marks where one
/// is added to earlier ones; what the padding cuts off the canvas is a dashed ring. As many steps as there are inputs.
///
/// `walkthrough` is of a transposed layer. The page is tight around the drawing, with a border.
Drawing draw_stamp(const Walkthrough& walkthrough, const Theme& theme);

}  // namespace convarith
