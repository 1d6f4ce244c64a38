#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "frame_renderer.hpp"
#include "job.hpp"
#include "staged_file.hpp"

namespace convarith {
namespace {

namespace fs = std::filesystem;

/// A file of a job while it is written: staged, or a stream that takes its bytes at once.
class OutputFile : public Sink {
 public:
  static Result<OutputFile> open(const fs::path& path, bool may_stream) {
    if (may_stream && path == "-") return OutputFile(StreamSink::standard_output());
    if (may_stream && is_stream(path)) {
      auto stream = StreamSink::open(path);
      if (!stream) return stream.problems();
      return OutputFile(*std::move(stream));
    }
    auto staged = StagedFile::create(path);
    if (!staged) return staged.problems();
    return OutputFile(*std::move(staged));
  }

  Status write(std::span<const std::uint8_t> bytes) override {
    size_ += bytes.size();
    return stream_ ? stream_->write(bytes) : staged_->write(bytes);
  }
  Status close() { return stream_ ? stream_->close() : staged_->close(); }
  Status publish() { return staged_ ? staged_->publish() : ok(); }
  std::uint64_t size() const { return size_; }

 private:
  explicit OutputFile(std::unique_ptr<StreamSink> stream) : stream_(std::move(stream)) {}
  explicit OutputFile(std::unique_ptr<StagedFile> staged) : staged_(std::move(staged)) {}

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

  Status publish(Written& written) {
    for (OutputFile& file : files_) {
      if (Status published = file.publish(); !published) return published;
      ++written.files;
      written.bytes += file.size();
    }
    return ok();
  }

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

}  // namespace

Result<Written> run_job(const Job& job, const std::function<bool()>& stopped) {
  std::vector<Recording> recordings;
  for (const Output& output : job.outputs) recordings.emplace_back(job, output);
  std::optional<FrameRenderer> renderer;
  if (job.needs_frames()) renderer.emplace(job.film, job.size);

  for (std::size_t step = job.first_step; step < job.last_step; ++step) {
    if (stopped()) return failure({}, "interrupted");
    const std::optional<Frame> frame = renderer ? std::optional(renderer->render(step)) : std::nullopt;
    const Shot shot{job.film, step, frame ? &*frame : nullptr};
    for (Recording& recording : recordings) {
      if (Status added = recording.add(shot); !added) return added.problems();
    }
  }
  for (Recording& recording : recordings) {
    if (Status finished = recording.finish(); !finished) return finished.problems();
  }
  if (stopped()) return failure({}, "interrupted");
  Written written;
  for (Recording& recording : recordings) {
    if (Status published = recording.publish(written); !published) return published.problems();
  }
  return written;
}

}  // namespace convarith
