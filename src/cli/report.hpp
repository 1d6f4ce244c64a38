#pragma once

#include <string>

#include "convarith/result.hpp"

namespace convarith {

/// Writes to standard error. Where nobody listens, that changes nothing.
void say(const std::string& text);

/// Prints problems, a line each and what their hints show below it, and gives the exit code that they make.
int report(const Problems& problems);

}  // namespace convarith
