#include "decoding.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>

#include "process.hpp"

namespace convarith::testing {

std::vector<Picture> decode(const std::filesystem::path& file) {
  const ProcessResult size = run_process({"ffprobe", "-v", "error", "-select_streams", "v:0", "-show_entries",
                                          "stream=width,height", "-of", "csv=p=0", file.string()});
  int width = 0;
  int height = 0;
  if (std::sscanf(size.out.c_str(), "%d,%d", &width, &height) != 2) {
    throw std::runtime_error("ffprobe can't read " + file.string() + ": " + size.err);
  }
  const ProcessResult raw = run_process({"ffmpeg", "-v", "warning", "-i", file.string(), "-fps_mode", "passthrough",
                                         "-f", "rawvideo", "-pix_fmt", "rgb24", "-"});
  if (raw.exit_code != 0 || !raw.err.empty()) throw std::runtime_error("ffmpeg on " + file.string() + ": " + raw.err);

  const auto pixels = static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
  std::vector<Picture> frames(raw.out.size() / (3 * pixels), Picture{width, height, {}});
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(raw.out.data());
  for (Picture& frame : frames) {
    frame.pixels.reserve(pixels);
    for (std::size_t i = 0; i < pixels; ++i, bytes += 3) frame.pixels.push_back({bytes[0], bytes[1], bytes[2]});
  }
  return frames;
}

int difference(const Colour& a, const Colour& b) {
  return std::max({std::abs(a.red - b.red), std::abs(a.green - b.green), std::abs(a.blue - b.blue)});
}

}  // namespace convarith::testing
