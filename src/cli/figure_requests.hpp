#pragma once

#include <vector>

#include "cli/command_line.hpp"
#include "config/preset.hpp"
#include "convarith/result.hpp"

namespace convarith {

/// Returns all requests of a command. Each has its own result, so that one that can't be read doesn't stop the others.
/// Requests that come from a preset or from a layer's text are named.
/// Errors: there is no such family; a layer's text is given beside other layers; the manifest as a whole can't be read.
Result<std::vector<Result<SourcedRequest>>> requests_of(const FigureArguments& command);

}  // namespace convarith
