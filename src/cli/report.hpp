#pragma once

#include <string>

#include "convarith/result.hpp"

namespace convarith {

/// Writes to standard error. A failure to write is ignored.
void say(const std::string& text);

/// Prints something that the user should know although the work is done.
void warn(const std::string& warning);

/// Prints each problem on a line, with the lines that its hint shows below it, and returns the exit code that the
/// problems make. If the program was interrupted, ends it by the signal instead, because work that could not be done
/// then is no problem.
int report(const Problems& problems);

/// Reports that memory ran out, without allocating any, and returns the exit code.
int report_lack_of_memory() noexcept;

}  // namespace convarith
