#include "cli/run_summary.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <string_view>

namespace convarith {
namespace {

/// Returns the files of an output: "gif/a.gif", or "png/a_00.png to a_08.png".
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

}  // namespace

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

void RunSummary::add(const Job& job, const Written& written) {
  ++figures_;
  files_ += written.files;
  bytes_ += written.bytes;
  for (const Output& output : job.outputs) {
    files_of_[std::string(output.format->name)] += job.files(output);
    if (figures_ == 1) descriptions_.push_back(output.file == "-" ? "standard output" : describe(job, output));
  }
}

void RunSummary::add_index(const std::filesystem::path& path, const Written& written) {
  files_ += written.files;
  bytes_ += written.bytes;
  index_ = ", " + path.string();
}

std::string RunSummary::text() const {
  const std::string total = files_ > 1 ? fmt::format("{} files, {}", files_, human_size(bytes_)) : human_size(bytes_);
  if (figures_ == 1) return fmt::format("wrote {} ({})", fmt::join(descriptions_, ", "), total);
  std::vector<std::string> kinds;
  for (const auto& [name, number] : files_of_) kinds.push_back(fmt::format("{} {}", number, name));
  return fmt::format("wrote {}: {}{} ({})", count(figures_, "figure"), fmt::join(kinds, ", "), index_, total);
}

}  // namespace convarith
