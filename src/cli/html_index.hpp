#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <vector>

#include "cli/job.hpp"

namespace convarith {

/// Returns pointers to all jobs of a run, for the functions below.
std::vector<const Job*> pointers_to(std::span<const Job> jobs);

/// Returns the path of the index of a run's pages, which lies beside them, or nothing if there are fewer than two
/// pages.
std::optional<std::filesystem::path> html_index_path(std::span<const Job* const> jobs);

/// Writes the index of the pages of these jobs, in place of the index of an earlier run. There must be two or more
/// pages.
Result<Written> write_html_index(std::span<const Job* const> jobs);

}  // namespace convarith
