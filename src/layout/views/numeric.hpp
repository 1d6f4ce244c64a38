#pragma once

#include "layout/drawing.hpp"
#include "layout/subject.hpp"
#include "layout/theme.hpp"

namespace convarith {

/// Draws two flat maps side by side, with all their numbers: the numerical figures of *A guide to convolution
/// arithmetic for deep learning*. The plane of the input is on the left, with the kernel's window shaded and its
/// weights small in the corners of the cells; the output is on the right.
///
/// The layer has one channel and one filter, and all numbers that its output is computed from are known. The page is
/// that of the published figures: half a cell wider than the maps on all sides, and a border. With `as_published`,
/// outputs have the guide's decimals: one, even where all are whole.
Drawing draw_numeric(const Subject& subject, bool as_published, const Theme& theme);

}  // namespace convarith
