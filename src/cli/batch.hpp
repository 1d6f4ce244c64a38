#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "cli/command_line.hpp"
#include "cli/job.hpp"

namespace convarith {

/// Returns the jobs that one shard of a batch makes. Every job, or every step of a single figure, is in exactly one
/// shard, and all shards have about the same amount of work. The same batch is divided in the same way on every
/// machine. `is_single` says that one figure was asked for, so that its steps are divided.
/// Errors: a single figure is asked for in a format that has all steps in one file.
Result<std::vector<Job>> jobs_of_shard(std::vector<Job> jobs, bool is_single, const Shard& shard);

/// Runs jobs on several threads, the costliest first. The files do not depend on the number of threads.
///
/// `begins` is called with the index of each job as the job begins, from the thread that runs it. Returns the result of
/// each job. A job has no result if it did not begin because `watch.stopped` said so, or if there was not enough memory
/// for it.
std::vector<std::optional<Result<Written>>> run_batch(std::span<const Job> jobs, std::size_t threads,
                                                      const std::function<void(std::size_t)>& begins,
                                                      const DrawWatch& watch);

}  // namespace convarith
