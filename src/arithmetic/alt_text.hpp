#pragma once

#include <string>

#include "arithmetic/chain.hpp"
#include "arithmetic/operation.hpp"

namespace convarith {

// Alternative texts of figures, for readers who can't see them. Each text is one sentence in ASCII characters without
// its full stop. Sizes are written rows x columns; the size of a layer of one dimension is written "7". A text leaves
// out what is usual: stride 1, no padding, no dilation.

/// Describes a figure of a moving kernel: "A 3x3 kernel slides with stride 2 over a 5x5 input padded by 1 and gives a
/// 3x3 output". For a transposed convolution it describes the direct convolution that computes it; the padding is then
/// what lies around the spread input. Each layer after the first is described by what it turns the output of the layer
/// before it into.
std::string alt_text(const Chain& chain);

/// Describes a figure of a stamping input: "A transposed convolution: each cell of a 3x3 input stamps a 3x3 kernel with
/// stride 2, overlaps add up, and a 7x7 output comes out". `operation` must be transposed.
std::string stamp_alt_text(const Operation& operation);

/// Describes a layer's input and what is put around it: "5x5 input of 3 channels padded by 1".
std::string input_alt_text(const Operation& operation);

}  // namespace convarith
