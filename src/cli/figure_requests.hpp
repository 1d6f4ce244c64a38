#pragma once

#include <vector>

#include "cli/command_line.hpp"
#include "config/preset.hpp"
#include "convarith/result.hpp"

namespace convarith {

/// All requests of a command, each by itself: one that can't be read doesn't stop the others. Those with a preset or a
/// layer's text are named.
/// Errors: there is no such family; a layer's text beside other layers; the manifest as a whole can't be read.
Result<std::vector<Result<SourcedRequest>>> requests_of(const FigureArguments& command);

}  // namespace convarith
