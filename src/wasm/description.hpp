#pragma once

#include <string>

#include "convarith/result.hpp"

namespace convarith {

/// Plans the one figure that a command line of `render` asks for and returns, as JSON, what is known of it without
/// drawing it: `name`, `alt`, `warnings`, `width` and `height` in bp, `first_step`, `steps`, `request` (as in a preset)
/// and `command`, the words of the shortest command line that makes it. Errors: those of the command line; another
/// command, or several figures.
Result<std::string> describe_figure(int argc, const char* const* argv);

}  // namespace convarith
