#pragma once

#include "convarith/theme.hpp"

namespace convarith {

/// A colour on the way from one to another; `share`: how much of the way, 0 to 1.
Colour between(Colour from, Colour to, double share);

}  // namespace convarith
