#include "cli/batch.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <mutex>
#include <new>
#include <numeric>
#include <system_error>
#include <thread>

namespace convarith {
namespace {

/// Returns nothing if memory runs out, because reporting that needs memory.
std::optional<Result<Written>> run_guarded(const Job& job, const std::function<void()>& begins,
                                           const DrawWatch& watch) {
  try {
    begins();
    return run_job(job, watch);
  } catch (const std::bad_alloc&) {
    return std::nullopt;
  } catch (const std::exception&) {
    return unexpected_fault(job.name);
  }
}

/// Estimates the cost of a job, in arbitrary units.
double cost(const Job& job) {
  return static_cast<double>(job.steps()) * job.film.width * job.film.height;
}

/// Returns the indices of the jobs, the costliest first, so that no thread is left with a long job at the end.
std::vector<std::size_t> by_cost(std::span<const Job> jobs) {
  std::vector<std::size_t> order(jobs.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return cost(jobs[a]) > cost(jobs[b]); });
  return order;
}

/// Returns the job with only the shard's share of its steps, or no job if the share is empty.
Result<std::vector<Job>> steps_of_shard(Job job, const Shard& shard) {
  for (const Output& output : job.outputs) {
    if (output.format->file_per_step) continue;
    return usage_problem("--shard",
                         fmt::format("the steps of a single {} file can't be made in parts", output.format->name),
                         "use --format png,pdf, or give several figures");
  }
  const std::size_t first = job.first_step;
  const std::size_t steps = job.steps();
  job.first_step = first + steps * (shard.index - 1) / shard.count;
  job.last_step = first + steps * shard.index / shard.count;
  if (job.steps() == 0) return std::vector<Job>{};
  return std::vector<Job>{std::move(job)};
}

}  // namespace

Result<std::vector<Job>> jobs_of_shard(std::vector<Job> jobs, bool is_single, const Shard& shard) {
  if (shard.count == 1 || jobs.empty()) return jobs;
  if (is_single) return steps_of_shard(std::move(jobs.front()), shard);
  // Each job goes to the shard that has the least work so far.
  std::vector<double> costs(std::min(shard.count, jobs.size()), 0.0);
  std::vector<std::size_t> chosen;
  for (const std::size_t i : by_cost(jobs)) {
    const auto least = std::min_element(costs.begin(), costs.end());
    *least += cost(jobs[i]);
    if (static_cast<std::size_t>(least - costs.begin()) + 1 == shard.index) chosen.push_back(i);
  }
  std::sort(chosen.begin(), chosen.end());
  std::vector<Job> part;
  part.reserve(chosen.size());
  for (const std::size_t i : chosen) part.push_back(std::move(jobs[i]));
  return part;
}

std::vector<std::optional<Result<Written>>> run_batch(std::span<const Job> jobs, std::size_t threads,
                                                      const std::function<void(std::size_t)>& begins,
                                                      const DrawWatch& watch) {
  std::vector<std::optional<Result<Written>>> results(jobs.size());
  const std::vector<std::size_t> order = by_cost(jobs);
  std::size_t next = 0;
  std::mutex mutex;
  const auto take = [&]() -> std::optional<std::size_t> {
    const std::scoped_lock lock(mutex);
    if (next == order.size() || watch.stopped()) return std::nullopt;
    return order[next++];
  };
  const auto work = [&] {
    while (const std::optional<std::size_t> i = take())
      results[*i] = run_guarded(
          jobs[*i], [&] { begins(*i); }, watch);
  };
  std::vector<std::jthread> helpers;
  try {
    for (std::size_t i = 1; i < std::min(threads, jobs.size()); ++i) helpers.emplace_back(work);
  } catch (const std::system_error&) {
    // The system has no more threads to give; those that have started do the work.
  }
  work();
  helpers.clear();
  return results;
}

}  // namespace convarith
