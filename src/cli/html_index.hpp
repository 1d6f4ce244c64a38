#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <vector>

#include "cli/job.hpp"

namespace convarith {

/// All jobs of a run, for the functions below.
std::vector<const Job*> pointers_to(std::span<const Job> jobs);

/// Where the index of a run's pages goes: beside them, if there are two or more.
std::optional<std::filesystem::path> html_index_path(std::span<const Job* const> jobs);

/// Writes the index of the pages of these jobs, in place of the one of an earlier run. There are two or more.
Result<Written> write_html_index(std::span<const Job* const> jobs);

}  // namespace convarith
