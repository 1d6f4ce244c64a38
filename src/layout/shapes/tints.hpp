#pragma once

#include "layout/theme.hpp"

namespace convarith {

/// A colour on the way from one to another; `share`: how much of the way, 0 to 1.
Colour between(Colour from, Colour to, double share);

/// WCAG's least contrast of text.
inline constexpr double kLeastOfText = 4.5;

/// A colour for text that can be read on another: the usual one if it can, else paper's, black or white.
Colour readable_ink(const Theme& theme, Colour below);

/// The opacity of a theme's shade, or as much of it as lets numbers on a colour be read.
double readable_shade(const Theme& theme, Colour number, Colour below);

}  // namespace convarith
