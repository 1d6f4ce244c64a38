#pragma once

#include <string>
#include <string_view>

#include "arithmetic/walkthrough.hpp"

namespace convarith {

/// Returns the words for the kernel or the window, such as "kernel 3 × 3, d = 2".
std::string window_words(const Operation& operation);

/// Returns the short word for what is computed from each window: "conv", "max" or "mean".
std::string_view operator_word(Operator op);

/// Returns the words for an empty place of the plane, such as "padding (zeros)".
std::string empty_place_words(const Walkthrough& walkthrough);

}  // namespace convarith
