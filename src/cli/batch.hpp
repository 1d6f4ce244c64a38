#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "cli/command_line.hpp"
#include "cli/job.hpp"

namespace convarith {

/// The part of a batch that a shard makes: every job, or every step of a single one, is in exactly one shard, and each
/// shard has about the same to do. The same for the same batch on every machine.
/// `is_single`: one figure was asked for, so that its steps are shared out.
/// Errors: a single figure in a format that has all steps in one file.
Result<std::vector<Job>> jobs_of_shard(std::vector<Job> jobs, bool is_single, const Shard& shard);

/// Runs jobs on several threads, the longest first. Files are the same whatever their number.
///
/// `begins` is told each job's place as it is begun, from the thread that makes it. Gives each job's result, none for
/// jobs that were not begun because `watch.stopped` said so, and for those that there was not enough memory for.
std::vector<std::optional<Result<Written>>> run_batch(std::span<const Job> jobs, std::size_t threads,
                                                      const std::function<void(std::size_t)>& begins,
                                                      const DrawWatch& watch);

}  // namespace convarith
