#include "batch.hpp"

#include <algorithm>
#include <mutex>
#include <new>
#include <numeric>
#include <thread>

namespace convarith {
namespace {

Result<Written> run_guarded(const Job& job, const std::function<bool()>& stopped) {
  try {
    return run_job(job, stopped);
  } catch (const std::bad_alloc&) {
    return failure(job.name, "not enough memory for the figure", "use a smaller layer, --width or --dpi");
  }
}

/// Roughly what a job costs, in no unit.
double cost(const Job& job) {
  return static_cast<double>(job.steps()) * job.film.width * job.film.height;
}

/// The places of the jobs, those that cost most first, so that no thread is left with a long one at the end.
std::vector<std::size_t> by_cost(std::span<const Job> jobs) {
  std::vector<std::size_t> order(jobs.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return cost(jobs[a]) > cost(jobs[b]); });
  return order;
}

}  // namespace

std::vector<std::optional<Result<Written>>> run_batch(std::span<const Job> jobs, std::size_t threads,
                                                      const std::function<void(std::size_t)>& begins,
                                                      const std::function<bool()>& stopped) {
  std::vector<std::optional<Result<Written>>> results(jobs.size());
  const std::vector<std::size_t> order = by_cost(jobs);
  std::size_t next = 0;
  std::mutex mutex;
  const auto take = [&]() -> std::optional<std::size_t> {
    const std::scoped_lock lock(mutex);
    if (next == order.size() || stopped()) return std::nullopt;
    begins(order[next]);
    return order[next++];
  };
  const auto work = [&] {
    while (const std::optional<std::size_t> i = take()) results[*i] = run_guarded(jobs[*i], stopped);
  };
  std::vector<std::jthread> helpers;
  for (std::size_t i = 1; i < std::min(threads, jobs.size()); ++i) helpers.emplace_back(work);
  work();
  helpers.clear();
  return results;
}

}  // namespace convarith
