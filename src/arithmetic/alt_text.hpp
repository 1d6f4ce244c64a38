#pragma once

#include <string>

#include "arithmetic/chain.hpp"
#include "arithmetic/operation.hpp"

namespace convarith {

// What figures of layers show, for those who can't see them: one sentence of ASCII characters, without its full stop.
// Sizes are rows x columns, of one dimension "7". What is usual is left out: stride 1, no padding, no dilation.

/// The kernel that moves: "A 3x3 kernel slides with stride 2 over a 5x5 input padded by 1 and gives a 3x3 output". Of a
/// transposed convolution the direct convolution that computes it: padding is what lies around its spread input. Layers
/// behind the first are told by what they turn its output into.
std::string alt_text(const Chain& chain);

/// The input that stamps: "A transposed convolution: each cell of a 3x3 input stamps a 3x3 kernel on the output, 2
/// cells apart; what overlaps adds up to a 5x5 output". `operation` is transposed.
std::string stamp_alt_text(const Operation& operation);

/// A layer's input and what is put around it: "5x5 input of 3 channels padded by 1".
std::string input_alt_text(const Operation& operation);

}  // namespace convarith
