#pragma once

#include <string>

#include "convarith/operation.hpp"

namespace convarith {

/// What the figure of a layer shows, for those who can't see it: "A 3x3 kernel slides with stride 2 over a 5x5 input
/// padded by 1 and gives a 3x3 output". One sentence of ASCII characters, without its full stop.
std::string alt_text(const Operation& operation);

}  // namespace convarith
