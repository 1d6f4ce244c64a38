#pragma once

#include "config/preset.hpp"

namespace convarith {

/// Settles what two numbers behind -p say, `-p 1,2`: rows x columns, as those of every other flag, but of a layer with
/// one axis its two sides. A preset's pairs are always sides.
void settle_pair_of_padding(SourcedRequest& request);

}  // namespace convarith
