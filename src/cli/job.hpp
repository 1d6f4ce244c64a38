#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "cli/command_line.hpp"
#include "config/preset.hpp"
#include "convarith/result.hpp"
#include "engine/draw.hpp"
#include "engine/plan.hpp"

namespace convarith {

/// One format of a figure, and the file that it is written to.
struct Output {
  const Format* format = nullptr;
  std::filesystem::path file;  ///< without ".gif" or "_00.png", unless `is_named`
  bool is_named = false;       ///< given by -o and used as it is
};

/// A planned figure and the files that it is written to.
struct Job : PlannedFigure {
  explicit Job(PlannedFigure figure) : PlannedFigure(std::move(figure)) {}

  std::string line;  ///< line of a manifest, such as "jobs.jsonl:3"; else empty
  std::vector<Output> outputs;

  /// Returns the path of an output's file; `step` matters only for formats with a file per step.
  std::filesystem::path path(const Output& output, std::size_t step) const;
  std::size_t files(const Output& output) const { return PlannedFigure::files(*output.format); }
};

/// Plans a request's figure and its files. Nothing is drawn or written yet.
/// Errors: `where` is the flag or the place in a file where the user gave the value.
Result<Job> plan_job(const SourcedRequest& request, const OutputArguments& output);

/// What a job has written.
struct Written {
  std::size_t files = 0;
  std::uint64_t bytes = 0;
};

/// Draws a job's steps into its files, which get their names only when all files of the job are complete.
Result<Written> run_job(const Job& job, const DrawWatch& watch);

}  // namespace convarith
