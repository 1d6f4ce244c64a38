#pragma once

#include <string>

#include "arithmetic/walkthrough.hpp"

namespace convarith {

/// The kernel or the window: "kernel 3 × 3, d = 2".
std::string window_text(const Operation& operation);

/// What an empty place of the plane is: "padding (zeros)".
std::string empty_text(const Walkthrough& walkthrough);

}  // namespace convarith
