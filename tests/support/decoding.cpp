#include "tests/support/decoding.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <stdexcept>

#include "tests/support/process.hpp"

namespace convarith::testing {

std::vector<Picture> decode(const std::filesystem::path& file) {
  const ProcessResult decoded = run_process({"ffmpeg", "-v", "warning", "-i", file.string(), "-fps_mode", "passthrough",
                                             "-f", "image2pipe", "-c:v", "ppm", "-pix_fmt", "rgb24", "-"});
  if (decoded.exit_code != 0 || !decoded.err.empty()) {
    throw std::runtime_error("ffmpeg on " + file.string() + ": " + decoded.err);
  }
  std::vector<Picture> frames;
  for (const char *bytes = decoded.out.data(), *end = bytes + decoded.out.size(); bytes < end;) {
    Picture& frame = frames.emplace_back();
    int header = 0;
    if (std::sscanf(bytes, "P6 %d %d 255%*c%n", &frame.width, &frame.height, &header) != 2) {
      throw std::runtime_error("ffmpeg on " + file.string() + ": no picture");
    }
    frame.pixels.resize(static_cast<std::size_t>(frame.width) * static_cast<std::size_t>(frame.height));
    const std::size_t size = sizeof(Colour) * frame.pixels.size();
    bytes += header;
    if (static_cast<std::size_t>(end - bytes) < size) throw std::runtime_error("half a frame of " + file.string());
    std::memcpy(frame.pixels.data(), bytes, size);
    bytes += size;
  }
  if (frames.empty()) throw std::runtime_error("ffmpeg on " + file.string() + ": no frames");
  return frames;
}

int difference(const Colour& a, const Colour& b) {
  return std::max({std::abs(a.red - b.red), std::abs(a.green - b.green), std::abs(a.blue - b.blue)});
}

}  // namespace convarith::testing
