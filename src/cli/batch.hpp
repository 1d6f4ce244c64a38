#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "job.hpp"

namespace convarith {

/// Runs jobs on several threads, the longest first. Files are the same whatever their number.
///
/// `begins` is told each job's place as it is begun, never from two threads at once. Gives each job's result, none for
/// jobs that were not begun because `stopped` said so.
std::vector<std::optional<Result<Written>>> run_batch(std::span<const Job> jobs, std::size_t threads,
                                                      const std::function<void(std::size_t)>& begins,
                                                      const std::function<bool()>& stopped);

}  // namespace convarith
