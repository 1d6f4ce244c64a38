#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>

#include "convarith/sink.hpp"

namespace convarith {

/// A file that gets its name only when it is complete. Until then its bytes are in a hidden file beside the target,
/// which the destructor removes. When the bytes reach the disk is left to the system: this class only ensures that
/// nobody ever sees half a picture.
class StagedFile : public Sink {
 public:
  /// Makes the hidden file and any missing folders. If `target` is a symbolic link, the file that the link names is the
  /// target. A file that is replaced keeps its mode.
  static Result<std::unique_ptr<StagedFile>> create(const std::filesystem::path& target);
  StagedFile(const StagedFile&) = delete;
  StagedFile& operator=(const StagedFile&) = delete;
  ~StagedFile() override;

  Status write(std::span<const std::uint8_t> bytes) override;
  /// Ends writing and closes the descriptor.
  Status close();
  /// Gives the closed file its name, replacing any file of that name.
  Status publish();

  std::uint64_t size() const { return size_; }

 private:
  explicit StagedFile(std::filesystem::path target) : target_(std::move(target)) {}

  /// Makes the hidden file and gives it `mode`.
  Status open(unsigned mode);

  std::filesystem::path target_;
  std::string staging_;  // empty before the hidden file exists and after it is published
  int descriptor_ = -1;  // -1 before the hidden file is open and after it is closed
  std::uint64_t size_ = 0;
};

/// Writes directly to a target that can't be replaced: standard output, a pipe or a device.
class StreamSink : public Sink {
 public:
  static Result<std::unique_ptr<StreamSink>> open(const std::filesystem::path& path);
  static std::unique_ptr<StreamSink> standard_output();
  StreamSink(const StreamSink&) = delete;
  StreamSink& operator=(const StreamSink&) = delete;
  ~StreamSink() override;

  Status write(std::span<const std::uint8_t> bytes) override;
  Status close();

 private:
  StreamSink(std::string name, int descriptor) : name_(std::move(name)), descriptor_(descriptor) {}

  std::string name_;
  int descriptor_;
};

/// Whether `path` is a device, a FIFO or a socket, to which the program writes directly.
bool is_stream(const std::filesystem::path& path);

}  // namespace convarith
