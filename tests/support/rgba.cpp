#include "tests/support/rgba.hpp"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <stdexcept>
#include <string>

#include "tests/support/process.hpp"

namespace convarith::testing {
namespace {

namespace fs = std::filesystem;

std::string checked_output(const std::vector<std::string>& command) {
  ProcessResult result = run_process(command);
  if (result.exit_code != 0 || !result.err.empty()) throw std::runtime_error(command.front() + ": " + result.err);
  return result.out;
}

/// Width and height in a line of text, then the pixels of all frames.
std::vector<RgbaPicture> pictures_from(const std::string& text) {
  RgbaPicture picture;
  if (std::sscanf(text.c_str(), "%d %d", &picture.width, &picture.height) != 2) throw std::runtime_error("no size");
  picture.pixels.resize(static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.height));
  const std::size_t bytes = sizeof(Rgba) * picture.pixels.size();
  std::vector<RgbaPicture> frames;
  for (std::size_t start = text.find('\n') + 1; start + bytes <= text.size(); start += bytes) {
    std::memcpy(picture.pixels.data(), text.data() + start, bytes);
    frames.push_back(picture);
  }
  return frames;
}

}  // namespace

std::vector<RgbaPicture> decode_rgba(const fs::path& file) {
  std::string size = checked_output({"ffprobe", "-v", "error", "-select_streams", "v:0", "-show_entries",
                                     "stream=width,height", "-of", "csv=p=0:s=\\ ", file.string()});
  return pictures_from(size + checked_output({"ffmpeg", "-v", "warning", "-i", file.string(), "-fps_mode",
                                              "passthrough", "-f", "rawvideo", "-pix_fmt", "rgba", "-"}));
}

std::vector<RgbaPicture> decode_with_pillow(const fs::path& file) {
  const std::string script = R"(
import sys
from PIL import Image, ImageSequence
image = Image.open(sys.argv[1])
sys.stdout.buffer.write(b'%d %d\n' % image.size)
for frame in ImageSequence.Iterator(image):
    sys.stdout.buffer.write(frame.convert('RGBA').tobytes())
)";
  return pictures_from(checked_output({"/usr/bin/python3", "-c", script, file.string()}));
}

RgbaPicture without_hidden_colours(RgbaPicture picture) {
  std::replace_if(
      picture.pixels.begin(), picture.pixels.end(), [](const Rgba& pixel) { return pixel[3] == 0; }, Rgba{});
  return picture;
}

}  // namespace convarith::testing
