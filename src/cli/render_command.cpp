#include <fmt/core.h>

#include <algorithm>
#include <numeric>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "cli/batch.hpp"
#include "cli/batch_plan.hpp"
#include "cli/commands.hpp"
#include "cli/figure_requests.hpp"
#include "cli/html_index.hpp"
#include "cli/interrupt.hpp"
#include "cli/job.hpp"
#include "cli/progress.hpp"
#include "cli/report.hpp"
#include "cli/run_summary.hpp"

namespace convarith {
namespace {

Status check_together(const RenderCommand& command, std::size_t requests) {
  if (requests < 2) return ok();
  if (command.output.file)
    return usage_problem("-o/--output", fmt::format("one file can't hold {} figures", requests), "use --out-dir");
  if (command.flags.request.name)
    return usage_problem("--name", fmt::format("one name can't be used for {} figures", requests), "leave it out");
  if (command.print_preset)
    return usage_problem("--print-preset", fmt::format("prints a single figure, not {}", requests),
                         "give one --preset");
  return ok();
}

/// Prints the preset of the one figure that was asked for.
int print_preset(const std::vector<Result<SourcedRequest>>& requests, const OutputArguments& output) {
  if (requests.empty()) return report({usage_problem("--print-preset", "there is no figure to print")});
  const Result<SourcedRequest>& request = requests.front();
  if (!request) return report(request.problems());
  const Result<Job> job = plan_job(*request, output);
  if (!job) return report(job.problems());
  Request named = request->request;
  named.name = job->name;
  return run(PrintCommand{write_preset(named), true});
}

/// Prints each warning once, however many figures it concerns.
void warn_of(const std::vector<Job>& jobs) {
  std::set<std::string> warnings;
  for (const Job& job : jobs) {
    for (const std::string& warning : job.warnings) {
      if (warnings.insert(warning).second) warn(warning);
    }
  }
}

/// Writes the index of the pages that were written, if there are enough for one.
Status add_index(const std::vector<const Job*>& jobs, RunSummary& summary) {
  const auto path = html_index_path(jobs);
  if (!path) return ok();
  const Result<Written> written = write_html_index(jobs);
  if (!written) return written.problems();
  summary.add_index(*path, *written);
  return ok();
}

std::size_t steps_of(const std::vector<Job>& jobs) {
  return std::accumulate(jobs.begin(), jobs.end(), std::size_t{0},
                         [](std::size_t sum, const Job& job) { return sum + job.steps(); });
}

std::size_t threads_of(const OutputArguments& output) {
  return output.jobs.value_or(std::max(1U, std::thread::hardware_concurrency()));
}

/// Returns the jobs of the shard that was asked for, or else all jobs.
Result<std::vector<Job>> shared_out(std::vector<Job> jobs, bool is_single, const OutputArguments& output) {
  if (!output.shard) return jobs;
  return jobs_of_shard(std::move(jobs), is_single, *output.shard);
}

/// Lists what all jobs would write.
std::string dry_run_text(const std::vector<Job>& jobs, const OutputArguments& output) {
  std::string plan;
  for (const Job& job : jobs) plan += plan_text(job);
  const auto index = output.shard ? std::nullopt : html_index_path(pointers_to(jobs));
  return index ? plan + fmt::format("{}: an index\n", index->string()) : plan;
}

/// Draws all jobs. Returns what each has written, or what kept it from being done. Ends the process if a signal has
/// arrived.
std::vector<Result<Written>> draw_all(const std::vector<Job>& jobs, const OutputArguments& output) {
  Progress progress(jobs.size(), steps_of(jobs), output.quiet);
  const auto begins = [&](std::size_t i) { progress.begin_figure(jobs[i].name); };
  const DrawWatch watch{interrupted, [&] { progress.add_step(); }};
  const auto results = run_batch(jobs, threads_of(output), begins, watch);
  progress.clear();
  die_of_interrupt();
  std::vector<Result<Written>> written;
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    written.push_back(results[i] ? *results[i] : lack_of_memory(jobs[i].name));
  }
  return written;
}

void say_written(const std::string& line, const RunSummary& summary, const OutputArguments& output) {
  if (output.quiet || summary.is_empty()) return;
  say(fmt::format("convarith: {}{}\n", line.empty() ? line : line + ": ", summary.text()));
}

/// Reports what was written and what failed. Returns the exit code, which is 2 only if nothing was written.
int report_written(const std::vector<Job>& jobs, const std::vector<Result<Written>>& results,
                   const OutputArguments& output, int planning) {
  RunSummary summary;
  int drawing = 0;
  std::vector<const Job*> done;
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    if (!results[i]) {
      drawing = std::max(drawing, report(on_line(jobs[i].line, results[i].problems())));
      continue;
    }
    summary.add(jobs[i], *results[i]);
    done.push_back(&jobs[i]);
    if (jobs[i].line.empty()) continue;
    RunSummary of_line;
    of_line.add(jobs[i], *results[i]);
    say_written(jobs[i].line, of_line, output);
  }
  // The shards of a run would overwrite each other's index.
  if (!output.shard) {
    if (Status indexed = add_index(done, summary); !indexed) drawing = std::max(drawing, report(indexed.problems()));
  }
  say_written({}, summary, output);
  if (summary.is_empty()) return std::max(planning, drawing);
  return planning == 0 ? drawing : 1;
}

}  // namespace

int run(const RenderCommand& command) {
  const auto requests = requests_of(command);
  if (!requests) return report(requests.problems());
  if (Status together = check_together(command, requests->size()); !together) return report(together.problems());
  if (command.print_preset) return print_preset(*requests, command.output);

  Problems problems;
  std::vector<Job> planned = plan_all(*requests, command.output, problems);
  const int planning = report(problems);
  const Result<std::vector<Job>> jobs = shared_out(std::move(planned), requests->size() == 1, command.output);
  if (!jobs) return std::max(planning, report(jobs.problems()));
  warn_of(*jobs);
  if (command.output.dry_run) return std::max(planning, run(PrintCommand{dry_run_text(*jobs, command.output)}));
  return report_written(*jobs, draw_all(*jobs, command.output), command.output, planning);
}

}  // namespace convarith
