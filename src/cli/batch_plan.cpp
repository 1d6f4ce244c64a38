#include "cli/batch_plan.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <new>
#include <set>
#include <utility>

#include "cli/html_index.hpp"
#include "engine/limits.hpp"

namespace convarith {
namespace {

std::vector<std::string> files_of(const Job& job) {
  std::vector<std::string> files;
  for (const Output& output : job.outputs) {
    for (std::size_t i = 0; i < job.files(output); ++i) files.push_back(job.path(output, job.first_step + i).string());
  }
  return files;
}

/// Checks that the programs that the job's formats need are installed.
Status check_programs(const Job& job) {
  for (const Output& output : job.outputs) {
    if (output.format->check_program == nullptr) continue;
    if (Status checked = output.format->check_program(); !checked) return checked;
  }
  return ok();
}

/// Adds the problems that are not known yet, because a problem with a flag is the same for every preset and is said
/// once.
void note(const Problems& more, Problems& problems) {
  for (const Problem& problem : more) {
    const bool is_known = std::any_of(problems.begin(), problems.end(), [&problem](const Problem& known) {
      return known.kind == problem.kind && to_line(known) == to_line(problem);
    });
    if (!is_known) problems.push_back(problem);
  }
}

Result<Job> plan_checked(const SourcedRequest& request, const OutputArguments& output) {
  Result<Job> job = plan_job(request, output);
  if (!job) return job;
  const bool asks_for_files = request.request.format || output.file || output.no_limits;
  if (Status few = asks_for_files ? ok() : check_usual_files(*job); !few) return few.problems();
  if (Status checked = check_programs(*job); !checked) return checked.problems();
  return job;
}

/// Plans a request and turns exceptions into problems, so that the other figures are still drawn.
Result<Job> plan_guarded(const SourcedRequest& request, const OutputArguments& output) {
  try {
    return plan_checked(request, output);
  } catch (const std::bad_alloc&) {
    return lack_of_memory(request.request.name.value_or(""));
  } catch (const std::exception&) {
    return unexpected_fault(request.request.name.value_or(""));
  }
}

/// Removes the figures that would be written to the same file, because nobody knows which one is meant.
void take_out_clashes(std::vector<Job>& jobs, Problems& problems) {
  std::map<std::string, const Job*> owners;
  std::set<const Job*> clashing;
  for (const Job& job : jobs) {
    for (const std::string& file : files_of(job)) {
      const auto [owner, is_free] = owners.emplace(file, &job);
      if (is_free || clashing.contains(&job)) continue;
      const std::string& line = owner->second->line;
      const std::string which = line.empty() ? line : fmt::format(", this one and that of {}", line);
      note(on_line(job.line, {usage_problem({}, fmt::format("two figures would be written to {}{}", file, which),
                                            "give each its own name")}),
           problems);
      clashing.insert({&job, owner->second});
    }
  }
  std::vector<Job> kept;
  for (Job& job : jobs) {
    if (!clashing.contains(&job)) kept.push_back(std::move(job));
  }
  jobs = std::move(kept);
}

/// Removes the figure that would be written in place of the index of pages.
void take_out_index(std::vector<Job>& jobs, Problems& problems) {
  const auto index = html_index_path(pointers_to(jobs));
  if (!index) return;
  const auto is_index = [&index](const Job& job) {
    const std::vector<std::string> files = files_of(job);
    return std::find(files.begin(), files.end(), index->string()) != files.end();
  };
  if (std::erase_if(jobs, is_index) == 0) return;
  note({usage_problem({}, fmt::format("{} would be both a figure and the index of all figures", index->string()),
                      "give the figure another --name")},
       problems);
}

}  // namespace

Problems on_line(const std::string& line, Problems problems) {
  for (Problem& problem : problems) {
    if (line.empty() || problem.where.starts_with(line)) continue;
    problem.where = problem.where.empty() ? line : line + ": " + problem.where;
  }
  return problems;
}

Problem lack_of_memory(const std::string& figure) {
  return failure(figure, "there is not enough memory for the figure", "use a smaller layer, --width or --dpi");
}

std::vector<Job> plan_all(const std::vector<Result<SourcedRequest>>& requests, const OutputArguments& output,
                          Problems& problems) {
  std::vector<Job> jobs;
  for (const Result<SourcedRequest>& request : requests) {
    if (!request) {
      note(request.problems(), problems);
      continue;
    }
    Result<Job> job = plan_guarded(*request, output);
    if (!job) {
      note(on_line(request->line, job.problems()), problems);
      continue;
    }
    jobs.push_back(*std::move(job));
  }
  take_out_clashes(jobs, problems);
  take_out_index(jobs, problems);
  return jobs;
}

}  // namespace convarith
