#include "encode/png.hpp"

#include <algorithm>

#include "encode/deflate.hpp"
#include "encode/png_chunks.hpp"

namespace convarith {
namespace {

class PngEncoder : public Encoder {
 public:
  Status add(const Shot& shot, Sink& sink) override {
    const Frame& frame = *shot.frame;
    if (frame.is_first || rows_.empty()) {
      rows_ = unfiltered_rows(frame.pixels, static_cast<std::size_t>(frame.size.width));
    } else {
      update_rows(frame);
    }
    file_.assign(kPngSignature.begin(), kPngSignature.end());
    append_chunk(file_, "IHDR", png_header(frame));
    append_palette(file_, frame);
    append_chunk(file_, "pHYs", physical_size(frame));
    append_chunk(file_, "IDAT", deflater_.compress(rows_));
    append_chunk(file_, "IEND", {});
    return sink.write(file_);
  }

 private:
  void update_rows(const Frame& frame) {
    const auto width = static_cast<std::ptrdiff_t>(frame.size.width);
    for (const ChangedRow& row : frame.changed) {
      std::copy_n(frame.pixels.begin() + row.y * width + row.first, row.last - row.first,
                  rows_.begin() + row.y * (width + 1) + 1 + row.first);
    }
  }

  Deflater deflater_;
  Bytes rows_;
  Bytes file_;
};

}  // namespace

std::unique_ptr<Encoder> make_png_encoder(const Film&, const EncodeOptions&) {
  return std::make_unique<PngEncoder>();
}

}  // namespace convarith
