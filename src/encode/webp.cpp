#include "encode/webp.hpp"

#include <webp/encode.h>
#include <webp/mux.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "encode/patch.hpp"

namespace convarith {
namespace {

/// The method (0 to 6) and the quality (0 to 100) above which more effort brings next to nothing: up to a quality of 24
/// files are an eighth larger, and at method 4 they are no smaller.
constexpr int kMethod = 1;
constexpr float kEffort = 25;

constexpr int kGrid = 2;  // images begin at multiples of it, px

using Argb = std::array<std::uint32_t, 256>;

Problem webp_problem(const std::string& what) {
  return failure("webp", what + " failed in libwebp", "there may be too little memory");
}

/// Returns the colour of each palette index; indices beyond the palette are transparent.
Argb argb_of(const Frame& frame) {
  const auto opaque = [](Colour colour) { return Ink{colour, 255}; };
  Argb argb{};
  for (std::size_t i = 0; i < frame.palette.size(); ++i) {
    const Ink ink = frame.inks.empty() ? opaque(frame.palette[i]) : frame.inks[i];
    const auto [red, green, blue] = ink.colour;
    argb[i] = std::uint32_t{ink.alpha} << 24 | std::uint32_t{red} << 16 | std::uint32_t{green} << 8 | blue;
  }
  return argb;
}

/// A buffer that libwebp writes and frees.
class WebpBytes {
 public:
  WebpBytes() { WebPMemoryWriterInit(&writer_); }
  WebpBytes(const WebpBytes&) = delete;
  WebpBytes& operator=(const WebpBytes&) = delete;
  ~WebpBytes() { WebPMemoryWriterClear(&writer_); }

  WebPMemoryWriter& writer() { return writer_; }
  WebPData data() const { return {writer_.mem, writer_.size}; }

 private:
  WebPMemoryWriter writer_{};
};

struct MuxDeleter {
  void operator()(WebPMux* mux) const { WebPMuxDelete(mux); }
};

class WebpEncoder : public Encoder {
 public:
  explicit WebpEncoder(const EncodeOptions& options) : options_(options), mux_(WebPMuxNew()) {}

  Status add(const Shot& shot, Sink&) override {
    const Patch patch = is_empty_ ? whole_patch(*shot.frame) : patch_of_changes(*shot.frame, kGrid);
    is_empty_ = false;
    WebpBytes image;
    if (!compress(patch, argb_of(*shot.frame), image)) return webp_problem("compressing");
    return append(patch, image.data(), shot.step == options_.last_step);
  }

  /// Writes the animation. A container of one image becomes a still picture.
  Status finish(Sink& sink) override {
    const WebPMuxAnimParams animation{0, options_.loop};
    if (WebPMuxSetAnimationParams(mux_.get(), &animation) != WEBP_MUX_OK) return webp_problem("assembling");
    WebPData file{};
    if (WebPMuxAssemble(mux_.get(), &file) != WEBP_MUX_OK) return webp_problem("assembling");
    Status written = sink.write({file.bytes, file.size});
    WebPDataClear(&file);
    return written;
  }

 private:
  static bool compress(const Patch& patch, const Argb& argb, WebpBytes& bytes);
  Status append(const Patch& patch, const WebPData& image, bool last);

  EncodeOptions options_;
  std::unique_ptr<WebPMux, MuxDeleter> mux_;
  bool is_empty_ = true;
};

bool WebpEncoder::compress(const Patch& patch, const Argb& argb, WebpBytes& bytes) {
  std::vector<std::uint32_t> pixels(patch.pixels.size());
  for (std::size_t i = 0; i < pixels.size(); ++i) pixels[i] = argb[patch.pixels[i]];
  WebPConfig config;
  WebPPicture picture;
  if (WebPConfigInit(&config) == 0 || WebPPictureInit(&picture) == 0) return false;
  config.lossless = 1;
  config.method = kMethod;
  config.quality = kEffort;
  picture.use_argb = 1;
  picture.width = static_cast<int>(patch.box.width());
  picture.height = static_cast<int>(patch.box.height());
  picture.argb = pixels.data();
  picture.argb_stride = picture.width;
  picture.writer = WebPMemoryWrite;
  picture.custom_ptr = &bytes.writer();
  const bool encoded = WebPEncode(&config, &picture) != 0;
  WebPPictureFree(&picture);
  return encoded;
}

Status WebpEncoder::append(const Patch& patch, const WebPData& image, bool last) {
  WebPMuxFrameInfo info{};
  info.bitstream = image;
  info.x_offset = patch.box.left;
  info.y_offset = patch.box.top;
  info.duration = static_cast<int>(std::lround((options_.delay + (last ? options_.hold : 0)) * 1000));
  info.id = WEBP_CHUNK_ANMF;
  info.dispose_method = WEBP_MUX_DISPOSE_NONE;
  info.blend_method = patch.lies_over ? WEBP_MUX_BLEND : WEBP_MUX_NO_BLEND;
  constexpr int copies = 1;
  if (WebPMuxPushFrame(mux_.get(), &info, copies) != WEBP_MUX_OK) return webp_problem("assembling");
  return ok();
}

}  // namespace

std::unique_ptr<Encoder> make_webp_encoder(const Film&, const EncodeOptions& options) {
  return std::make_unique<WebpEncoder>(options);
}

}  // namespace convarith
