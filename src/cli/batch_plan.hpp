#pragma once

#include <string>
#include <vector>

#include "cli/command_line.hpp"
#include "cli/job.hpp"
#include "config/preset.hpp"
#include "convarith/result.hpp"

namespace convarith {

/// The requests that can be drawn; what keeps the others from it goes to `problems`. Of two figures for the same file
/// neither is among them.
std::vector<Job> plan_all(const std::vector<Result<SourcedRequest>>& requests, const OutputArguments& output,
                          Problems& problems);

/// Problems with the line of a manifest in front, where they are of one.
Problems on_line(const std::string& line, Problems problems);

/// That a figure could not be made because memory ran out.
Problem lack_of_memory(const std::string& figure);

}  // namespace convarith
