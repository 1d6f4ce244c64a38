#pragma once

#include <string>
#include <vector>

#include "cli/command_line.hpp"
#include "cli/job.hpp"
#include "config/preset.hpp"
#include "convarith/result.hpp"

namespace convarith {

/// Plans the requests and returns the figures that can be drawn; the problems of the others are added to `problems`. If
/// two figures would be written to the same file, neither is returned, nor is a figure that would be written in place
/// of the index of pages.
std::vector<Job> plan_all(const std::vector<Result<SourcedRequest>>& requests, const OutputArguments& output,
                          Problems& problems);

/// Puts the line of a manifest in front of each problem's place, unless `line` is empty or already stands there.
Problems on_line(const std::string& line, Problems problems);

/// Returns the problem that memory ran out for a figure.
Problem lack_of_memory(const std::string& figure);

}  // namespace convarith
