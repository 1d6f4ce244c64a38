#include <fmt/core.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "cli/job.hpp"
#include "cli/limits.hpp"
#include "output/staged_file.hpp"
#include "render/frame_renderer.hpp"

namespace convarith {
namespace {

namespace fs = std::filesystem;

/// A file of a job while it is written: staged, or a stream that takes its bytes at once.
class OutputFile : public Sink {
 public:
  static Result<OutputFile> open(const fs::path& path, bool may_stream) {
    if (may_stream && path == "-") return OutputFile(path, StreamSink::standard_output());
    if (may_stream && is_stream(path)) {
      auto stream = StreamSink::open(path);
      if (!stream) return stream.problems();
      return OutputFile(path, *std::move(stream));
    }
    auto staged = StagedFile::create(path);
    if (!staged) return staged.problems();
    return OutputFile(path, *std::move(staged));
  }

  Status write(std::span<const std::uint8_t> bytes) override {
    size_ += bytes.size();
    return stream_ ? stream_->write(bytes) : staged_->write(bytes);
  }
  Status close() { return stream_ ? stream_->close() : staged_->close(); }
  Status publish() { return staged_ ? staged_->publish() : ok(); }
  std::uint64_t size() const { return size_; }
  const fs::path& path() const { return path_; }

 private:
  OutputFile(fs::path path, std::unique_ptr<StreamSink> stream) : path_(std::move(path)), stream_(std::move(stream)) {}
  OutputFile(fs::path path, std::unique_ptr<StagedFile> staged) : path_(std::move(path)), staged_(std::move(staged)) {}

  fs::path path_;
  std::unique_ptr<StreamSink> stream_;
  std::unique_ptr<StagedFile> staged_;
  std::uint64_t size_ = 0;
};

/// One output of a job while its steps go by.
class Recording {
 public:
  Recording(const Job& job, const Output& output)
      : job_(job), output_(output), encoder_(output.format->make(job.film, options_of(job))) {}

  Status add(const Shot& shot) {
    const bool opens = output_.format->file_per_step || files_.empty();
    if (opens) {
      Result<OutputFile> file = OutputFile::open(job_.path(output_, shot.step), output_.is_named);
      if (!file) return file.problems();
      files_.push_back(*std::move(file));
    }
    if (Status added = encoder_->add(shot, files_.back()); !added) return added;
    return output_.format->file_per_step ? files_.back().close() : ok();
  }

  Status finish() {
    if (output_.format->file_per_step) return ok();
    if (Status finished = encoder_->finish(files_.back()); !finished) return finished;
    return files_.back().close();
  }

  std::span<OutputFile> files() { return files_; }
  std::span<const OutputFile> files() const { return files_; }

 private:
  static EncodeOptions options_of(const Job& job) {
    EncodeOptions options = job.options;
    options.walkthrough = &job.walkthrough;
    options.values = &job.values;
    if (job.dark) options.dark = &*job.dark;
    return options;
  }

  const Job& job_;
  const Output& output_;
  std::unique_ptr<Encoder> encoder_;
  std::vector<OutputFile> files_;
};

double bytes_of(std::span<const Recording> recordings) {
  double bytes = 0;
  for (const Recording& recording : recordings) {
    for (const OutputFile& file : recording.files()) bytes += static_cast<double>(file.size());
  }
  return bytes;
}

/// Which files are new and which are as before, where one of them could not get its name.
std::string halfway(std::span<OutputFile* const> files, std::size_t published) {
  const auto name = [&](std::size_t i) { return files[i]->path().string(); };
  if (files.size() == 1) return {};
  if (published == 0) return fmt::format("all {} files are as before", files.size());
  return fmt::format("{} of {} {} new, up to {}; {} and those after it are as before", published, files.size(),
                     published == 1 ? "is" : "are", name(published - 1), name(published));
}

/// Gives all files their names, one after the other.
Result<Written> publish(std::span<OutputFile* const> files) {
  Written written;
  for (OutputFile* const file : files) {
    if (Status published = file->publish(); !published) {
      Problem problem = published.problems().front();
      problem.hint = halfway(files, written.files);
      return problem;
    }
    ++written.files;
    written.bytes += file->size();
  }
  return written;
}

}  // namespace

Result<Written> run_job(const Job& job, const JobWatch& watch) {
  std::vector<Recording> recordings;
  for (const Output& output : job.outputs) recordings.emplace_back(job, output);
  std::optional<FrameRenderer> renderer;
  if (job.needs_frames()) renderer.emplace(job.film, job.size);

  ByteForecast forecast(job.steps());
  for (std::size_t step = job.first_step; step < job.last_step; ++step) {
    if (watch.stopped()) return failure({}, "interrupted");
    const std::optional<Frame> frame = renderer ? std::optional(renderer->render(step)) : std::nullopt;
    const Shot shot{job.film, step, frame ? &*frame : nullptr};
    for (Recording& recording : recordings) {
      if (Status added = recording.add(shot); !added) return added.problems();
    }
    if (Status few = forecast.add_step(bytes_of(recordings)); !few && job.has_limits) return few.problems();
    watch.stepped();
  }
  for (Recording& recording : recordings) {
    if (Status finished = recording.finish(); !finished) return finished.problems();
  }
  if (watch.stopped()) return failure({}, "interrupted");
  std::vector<OutputFile*> files;
  for (Recording& recording : recordings) {
    for (OutputFile& file : recording.files()) files.push_back(&file);
  }
  return publish(files);
}

}  // namespace convarith
