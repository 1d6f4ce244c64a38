#include "cli/job.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>

#include "encode/missing_formats.hpp"
#include "installed_fonts/installed_fonts.hpp"

namespace convarith {
namespace {

namespace fs = std::filesystem;

/// Returns the format that a file's suffix names, in small or capital letters, or null. If a suffix is that of a format
/// for the whole animation and of one with a file per step, `is_of_step` decides which one is returned.
const Format* format_of_suffix(std::string suffix, bool is_of_step) {
  std::transform(suffix.begin(), suffix.end(), suffix.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  const Format* other = nullptr;
  for (const Format& format : formats()) {
    if (format.suffix != suffix) continue;
    if (format.file_per_step == is_of_step) return &format;
    other = &format;
  }
  return other;
}

std::string known_suffixes() {
  std::vector<std::string> suffixes;
  for (const Format& format : formats()) {
    const std::string suffix = fmt::format(".{}", format.suffix);
    if (std::find(suffixes.begin(), suffixes.end(), suffix) == suffixes.end()) suffixes.push_back(suffix);
  }
  return fmt::format("{}", fmt::join(suffixes, ", "));
}

/// Returns the format of the file of -o: that of --format if it is given, else that of the file's suffix.
Result<const Format*> format_of_file(const fs::path& file, const std::optional<std::vector<std::string>>& asked,
                                     bool is_strip) {
  if (asked && asked->size() > 1)
    return usage_problem("-o/--output", "a single file can't have several formats",
                         "give one --format, or use --out-dir");
  const std::string suffix = file == "-" || !file.has_extension() ? std::string() : file.extension().string().substr(1);
  const Format* by_suffix = format_of_suffix(suffix, is_strip);
  if (!asked) {
    if (by_suffix != nullptr) return by_suffix;
    if (const MissingFormat* missing = find_missing_format(suffix); missing != nullptr) {
      return usage_problem("-o/--output", fmt::format("this build does not write {}", missing->name),
                           fmt::format("use {}", missing->instead));
    }
    return usage_problem("-o/--output", fmt::format("the suffix of '{}' does not indicate a format", file.string()),
                         fmt::format("use one of {}, or add --format", known_suffixes()));
  }
  const Format* format = find_format(asked->front());
  if (by_suffix != nullptr && by_suffix->suffix != format->suffix) {
    return usage_problem("-o/--output", fmt::format("'{}' does not match --format {}", file.string(), format->name),
                         fmt::format("use the suffix .{}, or leave out --format", format->suffix));
  }
  return format;
}

/// Returns the hint for a format whose files don't go into the one file of -o.
std::string hint_for_single_file(const Format& of_steps) {
  const auto all = formats();
  const auto whole = std::find_if(all.begin(), all.end(), [&of_steps](const Format& format) {
    return format.suffix == of_steps.suffix && !format.file_per_step;
  });
  if (whole == all.end()) return "choose one step with --steps, or use --out-dir";
  return fmt::format("use --format {}, choose one step with --steps, or use --out-dir", whole->name);
}

/// Returns the formats of a request's files. With -o, the formats that the request names are checked but not used.
Result<std::vector<const Format*>> formats_of_files(const Request& request, const OutputArguments& arguments) {
  if (request.format) {
    if (const auto known = formats_of(request); !known) return known.problems();
  }
  if (!arguments.file) return formats_of(request);
  const Result<const Format*> format = format_of_file(*arguments.file, arguments.formats, request.strip.has_value());
  if (!format) return format.problems();
  return std::vector{*format};
}

Status choose_outputs(Job& job, const OutputArguments& arguments) {
  for (const Format* format : job.formats) {
    if (!arguments.file) {
      job.outputs.push_back({format, arguments.folder / format->folder / job.name, false});
      continue;
    }
    if (format->file_per_step && job.steps() > 1) {
      return usage_problem("-o/--output",
                           fmt::format("{} writes one file for each of the {} steps", format->name, job.steps()),
                           hint_for_single_file(*format));
    }
    job.outputs.push_back({format, *arguments.file, true});
  }
  return ok();
}

}  // namespace

fs::path Job::path(const Output& output, std::size_t step) const {
  if (output.is_named) return output.file;
  fs::path path = output.file;
  if (!output.format->file_per_step || is_strip) return path += fmt::format(".{}", output.format->suffix);
  const std::size_t digits = std::max<std::size_t>(2, fmt::formatted_size("{}", film.steps - 1));
  return path += fmt::format("_{:0{}}.{}", step, digits, output.format->suffix);
}

Result<Job> plan_job(const SourcedRequest& request, const OutputArguments& arguments) {
  const Result<std::vector<const Format*>> formats = formats_of_files(request.request, arguments);
  if (!formats) return locate(formats.problems(), request);
  Result<PlannedFigure> figure = plan_figure(request, {*formats, !arguments.no_limits, fonts_of_machine});
  if (!figure) return locate(figure.problems(), request);
  Job job(*std::move(figure));
  job.line = request.line;
  if (Status chosen = choose_outputs(job, arguments); !chosen) return chosen.problems();
  return job;
}

}  // namespace convarith
