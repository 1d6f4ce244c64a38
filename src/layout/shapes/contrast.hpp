#pragma once

#include "layout/theme.hpp"

namespace convarith {

/// How well two colours can be told apart by their lightness, 1 to 21, as WCAG 2 measures it.
double contrast(Colour a, Colour b);

}  // namespace convarith
