#pragma once

#include "layout/theme.hpp"

namespace convarith {

/// Mixes two colours; `share` says how much of the way from the first to the second is gone, 0 to 1.
Colour between(Colour from, Colour to, double share);

/// The least contrast of text that WCAG allows.
inline constexpr double kLeastOfText = 4.5;

/// Returns a colour for text on another colour: the first that can be read there of the theme's usual colour, that of
/// paper, black and white.
Colour readable_ink(const Theme& theme, Colour below);

/// Returns the opacity of a theme's shade, reduced as far as needed for `number` to be read on `below`.
double readable_shade(const Theme& theme, Colour number, Colour below);

}  // namespace convarith
