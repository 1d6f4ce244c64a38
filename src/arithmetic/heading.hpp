#pragma once

#include <string>

#include "arithmetic/chain.hpp"

namespace convarith {

/// Returns a heading for layers in words: "Convolution with a 3 × 3 kernel, stride 2 and padding 1". What is usual is
/// left out, and so are the sizes of maps. Numbers are written "3 × 5" where the axes differ.
std::string heading_text(const Chain& chain);

/// Returns what follows "with" in the heading of a single layer: "a 3 × 3 kernel, stride 2 and padding 1".
std::string window_heading_text(const Operation& operation);

}  // namespace convarith
