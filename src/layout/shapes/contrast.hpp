#pragma once

#include "layout/theme.hpp"

namespace convarith {

/// Returns the contrast of two colours: how well they can be told apart by their lightness, 1 to 21, as WCAG 2 measures
/// it.
double contrast(Colour a, Colour b);

}  // namespace convarith
