#include "encode/apng.hpp"

#include <cmath>

#include "encode/deflate.hpp"
#include "encode/patch.hpp"
#include "encode/png_chunks.hpp"

namespace convarith {
namespace {

/// How an image is combined with what was there before (blend_op).
enum class Blend : std::uint8_t { replace = 0, over = 1 };

constexpr std::uint8_t kLeaveAsItIs = 0;  // dispose_op

class ApngEncoder : public Encoder {
 public:
  explicit ApngEncoder(const EncodeOptions& options) : options_(options) {}

  Status add(const Shot& shot, Sink& sink) override {
    const Frame& frame = *shot.frame;
    bytes_.clear();
    const bool begins = chunks_ == 0;
    if (begins) append_beginning(frame, shot.step);
    const Patch patch = begins ? whole_patch(frame) : patch_of_changes(frame);
    append_control(patch, shot.step == options_.last_step);
    append_image(patch, begins);
    return sink.write(bytes_);
  }

  Status finish(Sink& sink) override {
    bytes_.clear();
    append_chunk(bytes_, "IEND", {});
    return sink.write(bytes_);
  }

 private:
  void append_beginning(const Frame& frame, std::size_t first_step);
  void append_control(const Patch& patch, bool last);
  void append_image(const Patch& patch, bool whole);

  EncodeOptions options_;
  Deflater deflater_;
  std::uint32_t chunks_ = 0;  // number of numbered chunks so far
  Bytes bytes_;
};

void ApngEncoder::append_beginning(const Frame& frame, std::size_t first_step) {
  Bytes control;
  append_number(control, static_cast<std::uint32_t>(options_.last_step + 1 - first_step));
  append_number(control, static_cast<std::uint32_t>(options_.loop));
  bytes_.assign(kPngSignature.begin(), kPngSignature.end());
  append_chunk(bytes_, "IHDR", png_header(frame));
  append_chunk(bytes_, "acTL", control);
  // One more colour than the palette has stands for pixels that stay as they are.
  append_palette(bytes_, frame, 1);
  append_chunk(bytes_, "pHYs", physical_size(frame));
}

/// Appends where the image is, how long it is shown, and how it is combined with what was there before (fcTL).
void ApngEncoder::append_control(const Patch& patch, bool last) {
  const PixelBox& box = patch.box;
  const Blend blend = patch.lies_over ? Blend::over : Blend::replace;
  Bytes control;
  for (const std::size_t number : {std::size_t{chunks_++}, box.width(), box.height(),
                                   static_cast<std::size_t>(box.left), static_cast<std::size_t>(box.top)}) {
    append_number(control, static_cast<std::uint32_t>(number));
  }
  // The delay is a fraction of two 16-bit numbers: thousandths of a second if they suffice, else hundredths.
  const double seconds = options_.delay + (last ? options_.hold : 0);
  const std::uint32_t parts = seconds * 1000 < 65535 ? 1000 : 100;
  append_short(control, static_cast<std::uint32_t>(std::lround(seconds * parts)));
  append_short(control, parts);
  control.insert(control.end(), {kLeaveAsItIs, static_cast<std::uint8_t>(blend)});
  append_chunk(bytes_, "fcTL", control);
}

void ApngEncoder::append_image(const Patch& patch, bool whole) {
  const auto image = deflater_.compress(unfiltered_rows(patch.pixels, patch.box.width()));
  if (whole) {
    append_chunk(bytes_, "IDAT", image);
    return;
  }
  Bytes data;
  append_number(data, chunks_++);
  data.insert(data.end(), image.begin(), image.end());
  append_chunk(bytes_, "fdAT", data);
}

}  // namespace

std::unique_ptr<Encoder> make_apng_encoder(const Film&, const EncodeOptions& options) {
  return std::make_unique<ApngEncoder>(options);
}

}  // namespace convarith
