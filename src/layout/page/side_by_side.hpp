#pragma once

#include "layout/drawing.hpp"

namespace convarith {

/// Puts two drawings with the same number of steps on one page. The page is as high as the higher drawing, and their
/// middles are level. Paints and keys that both have become one.
Drawing side_by_side(Drawing left, Drawing right);

}  // namespace convarith
