#pragma once

#include "layout/drawing.hpp"
#include "layout/subject.hpp"
#include "layout/theme.hpp"

namespace convarith {

/// Draws what draw_numeric() draws where cells are coloured by their numbers. All numbers must be known.
Drawing draw_numeric_heat(const Subject& subject, const Theme& theme);

}  // namespace convarith
