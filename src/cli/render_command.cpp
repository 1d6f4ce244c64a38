#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <new>
#include <numeric>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "cli/batch.hpp"
#include "cli/commands.hpp"
#include "cli/figure_requests.hpp"
#include "cli/html_index.hpp"
#include "cli/interrupt.hpp"
#include "cli/job.hpp"
#include "cli/progress.hpp"
#include "cli/report.hpp"
#include "config/fields.hpp"
#include "engine/limits.hpp"

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

int print_preset(const SourcedRequest& request, const OutputArguments& output) {
  const Result<Job> job = plan_job(request, output);
  if (!job) return report(job.problems());
  Request named = request.request;
  named.name = job->name;
  return run(PrintCommand{write_preset(named), true});
}

/// "gif/a.gif", or "png/a_00.png to a_08.png".
std::string describe(const Job& job, const Output& output) {
  const std::filesystem::path first = job.path(output, job.first_step);
  if (job.files(output) == 1) return first.string();
  return fmt::format("{} to {}", first.string(), job.path(output, job.last_step - 1).filename().string());
}

std::string count(std::size_t number, std::string_view what) {
  return fmt::format("{} {}{}", number, what, number == 1 ? "" : "s");
}

std::string human_size(std::uint64_t bytes) {
  const auto amount = static_cast<double>(bytes);
  if (bytes < 1000) return count(bytes, "byte");
  return bytes < 1'000'000 ? fmt::format("{:.1f} kB", amount / 1e3) : fmt::format("{:.1f} MB", amount / 1e6);
}

/// What a job would write, a line for each output.
std::string plan_text(const Job& job) {
  std::string text;
  for (const Output& output : job.outputs) {
    const std::string page = output.format->needs_frames
                                 ? fmt::format("{} x {} px", job.size.width, job.size.height)
                                 : fmt::format("{:.3f} x {:.3f} bp", job.page_width(), job.page_height());
    text += fmt::format("{}: {}, {}\n", describe(job, output), count(job.steps(), "step"), page);
  }
  return text;
}

/// What a run has written, for its closing line.
class Summary {
 public:
  void add(const Job& job, const Written& written) {
    ++figures_;
    files_ += written.files;
    bytes_ += written.bytes;
    for (const Output& output : job.outputs) {
      files_of_[std::string(output.format->name)] += job.files(output);
      if (figures_ == 1) descriptions_.push_back(output.file == "-" ? "standard output" : describe(job, output));
    }
  }

  void add_index(const std::filesystem::path& path, const Written& written) {
    files_ += written.files;
    bytes_ += written.bytes;
    index_ = ", " + path.string();
  }

  std::string text() const {
    const std::string total = files_ > 1 ? fmt::format("{} files, {}", files_, human_size(bytes_)) : human_size(bytes_);
    if (figures_ == 1) return fmt::format("wrote {} ({})", fmt::join(descriptions_, ", "), total);
    std::vector<std::string> kinds;
    for (const auto& [name, number] : files_of_) kinds.push_back(fmt::format("{} {}", number, name));
    return fmt::format("wrote {}: {}{} ({})", count(figures_, "figure"), fmt::join(kinds, ", "), index_, total);
  }

  bool empty() const { return figures_ == 0; }

 private:
  std::size_t figures_ = 0;
  std::size_t files_ = 0;
  std::uint64_t bytes_ = 0;
  std::map<std::string, std::size_t> files_of_;
  std::vector<std::string> descriptions_;
  std::string index_;
};

/// Problems of a manifest's line begin with it.
Problems on_line(const std::string& line, Problems problems) {
  for (Problem& problem : problems) {
    if (line.empty() || problem.where.starts_with(line)) continue;
    problem.where = problem.where.empty() ? line : line + ": " + problem.where;
  }
  return problems;
}

/// Every file that a job writes.
std::vector<std::string> files_of(const Job& job) {
  std::vector<std::string> files;
  for (const Output& output : job.outputs) {
    for (std::size_t i = 0; i < job.files(output); ++i) files.push_back(job.path(output, job.first_step + i).string());
  }
  return files;
}

std::vector<const Job*> pointers_to(const std::vector<Job>& jobs) {
  std::vector<const Job*> pointers;
  pointers.reserve(jobs.size());
  for (const Job& job : jobs) pointers.push_back(&job);
  return pointers;
}

Problem lack_of_memory(const std::string& figure) {
  return failure(figure, "there is not enough memory for the figure", "use a smaller layer, --width or --dpi");
}

/// Whether the programs that formats need are installed.
Status check_programs(const Job& job) {
  for (const Output& output : job.outputs) {
    if (output.format->check_program == nullptr) continue;
    if (Status checked = output.format->check_program(); !checked) return checked;
  }
  return ok();
}

/// What is said once, however many figures it is of: what is wrong with a flag is wrong for every preset.
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

/// The plan of a request, whatever comes out of making it: the others are to be drawn all the same.
Result<Job> plan_guarded(const SourcedRequest& request, const OutputArguments& output) {
  try {
    return plan_checked(request, output);
  } catch (const std::bad_alloc&) {
    return lack_of_memory(request.request.name.value_or(""));
  } catch (const std::exception&) {
    return unexpected_fault(request.request.name.value_or(""));
  }
}

/// Of two figures that would be written to the same file neither is drawn, as nobody knows which one is meant.
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

/// A figure that would be written to where the index of all of them goes.
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

/// The requests that can be drawn; what keeps the others from it goes to `problems`.
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

/// Each warning once, however many figures it is of.
void warn_of(const std::vector<Job>& jobs) {
  std::set<std::string> warnings;
  for (const Job& job : jobs) {
    for (const std::string& warning : job.warnings) {
      if (warnings.insert(warning).second) warn(warning);
    }
  }
}

/// The index of pages, of the figures that were written.
Status add_index(const std::vector<const Job*>& jobs, Summary& summary) {
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

}  // namespace

int run(const RenderCommand& command) {
  const auto requests = requests_of(command);
  if (!requests) return report(requests.problems());
  if (Status together = check_together(command, requests->size()); !together) return report(together.problems());
  if (command.print_preset) {
    if (requests->empty()) return report({usage_problem("--print-preset", "there is no figure to print")});
    const Result<SourcedRequest>& request = requests->front();
    return request ? print_preset(*request, command.output) : report(request.problems());
  }

  Problems problems;
  std::vector<Job> jobs = plan_all(*requests, command.output, problems);
  const int planning = report(problems);
  if (command.output.shard) {
    Result<std::vector<Job>> part = jobs_of_shard(std::move(jobs), requests->size() == 1, *command.output.shard);
    if (!part) return std::max(planning, report(part.problems()));
    jobs = *std::move(part);
  }
  warn_of(jobs);
  if (command.output.dry_run) {
    std::string plan;
    for (const Job& job : jobs) plan += plan_text(job);
    if (const auto index = command.output.shard ? std::nullopt : html_index_path(pointers_to(jobs))) {
      plan += fmt::format("{}: an index\n", index->string());
    }
    return std::max(planning, run(PrintCommand{plan}));
  }

  Progress progress(jobs.size(), steps_of(jobs), command.output.quiet);
  const auto begins = [&](std::size_t i) { progress.begin_figure(jobs[i].name); };
  const DrawWatch watch{interrupted, [&] { progress.add_step(); }};
  const auto results = run_batch(jobs, threads_of(command.output), begins, watch);
  progress.clear();
  die_of_interrupt();
  Summary summary;
  int working = 0;
  std::vector<const Job*> done;
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    const Result<Written> written = results[i] ? *results[i] : lack_of_memory(jobs[i].name);
    if (!written) {
      working = std::max(working, report(on_line(jobs[i].line, written.problems())));
      continue;
    }
    summary.add(jobs[i], *written);
    done.push_back(&jobs[i]);
    if (!jobs[i].line.empty() && !command.output.quiet) {
      Summary line;
      line.add(jobs[i], *written);
      say(fmt::format("convarith: {}: {}\n", jobs[i].line, line.text()));
    }
  }
  // Parts of a run would write over each other's.
  if (!command.output.shard) {
    if (Status indexed = add_index(done, summary); !indexed) working = std::max(working, report(indexed.problems()));
  }
  if (!summary.empty() && !command.output.quiet) say(fmt::format("convarith: {}\n", summary.text()));
  // A wrong request counts as such only where nothing was written.
  if (summary.empty()) return std::max(planning, working);
  return planning == 0 ? working : 1;
}

}  // namespace convarith
