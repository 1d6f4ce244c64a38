#pragma once

#include <string>

#include "convarith/result.hpp"

namespace convarith {

/// Writes to standard error. Where nobody listens, that changes nothing.
void say(const std::string& text);

/// What is to be known, though the work is done all the same.
void warn(const std::string& warning);

/// Prints problems, a line each and what their hints show below it, and gives the exit code that they make. Where the
/// program was interrupted, it ends of that instead: what could not be done then is no problem.
int report(const Problems& problems);

/// Says that memory ran out, without asking for any, and gives the exit code.
int report_lack_of_memory() noexcept;

}  // namespace convarith
