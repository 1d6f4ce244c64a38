#pragma once

#include "config/preset.hpp"

namespace convarith {

/// Settles the meaning of two numbers after -p, such as `-p 1,2`. They are rows x columns, as after every other flag,
/// except for a layer with one axis, where they are its two sides. Pairs in a preset are always sides.
void settle_pair_of_padding(SourcedRequest& request);

}  // namespace convarith
