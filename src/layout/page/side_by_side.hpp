#pragma once

#include "layout/drawing.hpp"

namespace convarith {

/// Two drawings with the same number of steps on one page, as high as the higher one, their middles level. Paints and
/// keys that both have become one.
Drawing side_by_side(Drawing left, Drawing right);

}  // namespace convarith
