#pragma once

#include <sys/wait.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/support/decoding.hpp"
#include "tests/support/temporary_folder.hpp"

namespace convarith::testing {

/// Pictures as ffmpeg decodes them, one at a time: however many there are, one is held.
class FrameStream {
 public:
  /// The frames of a file, or, where `path` has a wildcard, of all files that it matches, in the order of their names.
  explicit FrameStream(const std::filesystem::path& path) : path_(path) {
    const std::string pattern = path.string().find('*') == std::string::npos ? "" : "-pattern_type glob ";
    const std::string command = "ffmpeg -nostdin -v warning " + pattern + "-i '" + path.string() +
                                "' -vsync passthrough -f image2pipe -c:v ppm -pix_fmt rgb24 - 2>'" +
                                (folder_ / "err").string() + "'";
    pipe_ = popen(command.c_str(), "r");
    if (pipe_ == nullptr) throw std::runtime_error("popen failed");
  }
  FrameStream(const FrameStream&) = delete;
  FrameStream& operator=(const FrameStream&) = delete;
  ~FrameStream() {
    if (pipe_ != nullptr) pclose(pipe_);
  }

  /// The next frame, or nothing after the last. Throws where ffmpeg complains.
  std::optional<Picture> next() {
    if (pipe_ == nullptr) return std::nullopt;
    Picture picture;
    if (std::fscanf(pipe_, "P6 %d %d 255", &picture.width, &picture.height) != 2) {
      close();
      return std::nullopt;
    }
    std::fgetc(pipe_);
    picture.pixels.resize(static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.height));
    if (std::fread(picture.pixels.data(), sizeof(Colour), picture.pixels.size(), pipe_) != picture.pixels.size())
      throw std::runtime_error("half a frame of " + path_.string());
    return picture;
  }

 private:
  void close() {
    const int status = pclose(pipe_);
    pipe_ = nullptr;
    const std::string complaint = complaints();
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0 || !complaint.empty())
      throw std::runtime_error("ffmpeg on " + path_.string() + ": " + complaint);
  }

  /// What ffmpeg said of the file. Newer ones deprecate an option whose successor older ones don't have.
  std::string complaints() const {
    std::ifstream lines(folder_ / "err");
    std::string all;
    for (std::string line; std::getline(lines, line);) {
      if (line.find("-vsync is deprecated") == std::string::npos) all += line + "\n";
    }
    return all;
  }

  std::filesystem::path path_;
  TemporaryFolder folder_;
  std::FILE* pipe_ = nullptr;
};

/// The largest difference of two pictures of the same size on any pixel and channel.
inline int difference(const Picture& a, const Picture& b) {
  if (a.width != b.width || a.height != b.height) return 256;
  int largest = 0;
  for (std::size_t i = 0; i < a.pixels.size(); ++i) largest = std::max(largest, difference(a.pixels[i], b.pixels[i]));
  return largest;
}

}  // namespace convarith::testing
