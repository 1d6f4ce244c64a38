#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "arithmetic/layer_values.hpp"
#include "arithmetic/walkthrough.hpp"
#include "cli/command_line.hpp"
#include "config/preset.hpp"
#include "convarith/result.hpp"
#include "encode/encoder.hpp"
#include "layout/film.hpp"
#include "layout/theme.hpp"
#include "render/frame.hpp"

namespace convarith {

/// One format of a figure, and where it goes.
struct Output {
  const Format* format = nullptr;
  std::filesystem::path file;  ///< of a format with a file per step: without "_00.png", unless `is_named`
  bool is_named = false;       ///< by -o: used as it is
};

/// One figure, checked and laid out, ready to be drawn.
struct Job {
  Job(const Walkthrough& walk, const LayerValues& numbers) : walkthrough(walk), values(numbers) {}

  std::string name;
  std::string family;  ///< of the preset that it is made from; empty: none
  std::string line;    ///< of a manifest, "jobs.jsonl:3"; else empty
  Walkthrough walkthrough;
  LayerValues values;
  std::vector<std::string> warnings;  ///< for the person who asked
  Theme theme;                        ///< of the film
  Film film;
  std::optional<Film> dark;  ///< the same in dark colours, for those who prefer them
  FrameSize size;            ///< of the frames, where a format needs any
  EncodeOptions options;
  std::size_t first_step = 0;
  std::size_t last_step = 0;  ///< exclusive
  bool is_strip = false;      ///< several steps of the layer are the film's only one
  bool has_limits = true;     ///< of what it may cost; see limits.hpp
  std::vector<Output> outputs;

  bool needs_frames() const;
  /// How wide and how high pages are, bp.
  double page_width() const { return film.width * options.page_scale; }
  double page_height() const { return film.height * options.page_scale; }
  std::size_t steps() const { return last_step - first_step; }
  /// The file of an output; `step` matters only for formats with a file per step.
  std::filesystem::path path(const Output& output, std::size_t step) const;
  std::size_t files(const Output& output) const { return output.format->file_per_step ? steps() : 1; }
};

/// Checks a request and lays it out. Nothing is drawn or written yet.
Result<Job> plan_job(const SourcedRequest& request, const OutputArguments& output);

/// What a job has written.
struct Written {
  std::size_t files = 0;
  std::uint64_t bytes = 0;
};

/// Who wants to know how far a job is.
struct JobWatch {
  std::function<bool()> stopped;  ///< asked between steps: whether to give up
  std::function<void()> stepped;  ///< told after each step, from the thread that makes it
};

/// Draws a job's steps into its files, which get their names only when all of them are complete.
Result<Written> run_job(const Job& job, const JobWatch& watch);

}  // namespace convarith
