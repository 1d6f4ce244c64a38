#pragma once

#include <filesystem>
#include <optional>
#include <span>

#include "cli/job.hpp"

namespace convarith {

/// Where the index of a run's pages goes: beside them, if there are two or more.
std::optional<std::filesystem::path> html_index_path(std::span<const Job* const> jobs);

/// Writes the index of the pages of these jobs, in place of the one of an earlier run. There are two or more.
Result<Written> write_html_index(std::span<const Job* const> jobs);

}  // namespace convarith
