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
#include "engine/limits.hpp"
#include "output/staged_file.hpp"

namespace convarith {
namespace {

namespace fs = std::filesystem;

/// A file of a job while it is written: either staged, or a stream that takes the bytes at once.
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

/// The files of one output of a job.
class OutputFiles : public FileSequence {
 public:
  OutputFiles(const Job& job, const Output& output) : job_(job), output_(output) {}

  Result<Sink*> open(std::size_t step) override {
    Result<OutputFile> file = OutputFile::open(job_.path(output_, step), output_.is_named);
    if (!file) return file.problems();
    files_.push_back(*std::move(file));
    return &files_.back();
  }
  Status close() override { return files_.back().close(); }

  std::span<OutputFile> all() { return files_; }

 private:
  const Job& job_;
  const Output& output_;
  std::vector<OutputFile> files_;
};

/// Says which files are new and which are unchanged after one of them could not get its name.
std::string halfway(std::span<OutputFile* const> files, std::size_t published) {
  const auto name = [&](std::size_t i) { return files[i]->path().string(); };
  if (files.size() == 1) return {};
  if (published == 0) return fmt::format("all {} files are unchanged", files.size());
  return fmt::format("{} of {} {} new, up to {}; {} and those after it are unchanged", published, files.size(),
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

Result<Written> run_job(const Job& job, const DrawWatch& watch) {
  std::vector<OutputFiles> outputs;
  outputs.reserve(job.outputs.size());
  for (const Output& output : job.outputs) outputs.emplace_back(job, output);
  std::vector<FormatFiles> formats;
  for (std::size_t i = 0; i < outputs.size(); ++i) formats.push_back({job.outputs[i].format, &outputs[i]});
  if (Status drawn = draw_figure(job, formats, watch); !drawn) return drawn.problems();
  std::vector<OutputFile*> files;
  for (OutputFiles& output : outputs) {
    for (OutputFile& file : output.all()) files.push_back(&file);
  }
  return publish(files);
}

}  // namespace convarith
