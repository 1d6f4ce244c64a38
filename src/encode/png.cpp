#include "png.hpp"

#include <libdeflate.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <string_view>
#include <vector>

#include "deflate.hpp"

namespace convarith {
namespace {

using Bytes = std::vector<std::uint8_t>;

constexpr std::array<std::uint8_t, 8> kSignature{0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
constexpr std::uint8_t kIndexedColour = 3;
constexpr std::uint8_t kMetre = 1;
constexpr double kBpPerMetre = 72 / 0.0254;

void append_number(Bytes& bytes, std::uint32_t number) {
  for (int shift = 24; shift >= 0; shift -= 8) bytes.push_back(static_cast<std::uint8_t>(number >> shift));
}

/// Length, type, data and their checksum (PNG specification, section 5.3).
void append_chunk(Bytes& file, std::string_view type, std::span<const std::uint8_t> data) {
  append_number(file, static_cast<std::uint32_t>(data.size()));
  const std::size_t start = file.size();
  file.insert(file.end(), type.begin(), type.end());
  file.insert(file.end(), data.begin(), data.end());
  append_number(file, libdeflate_crc32(0, file.data() + start, file.size() - start));
}

Bytes header(const Frame& frame, std::uint8_t depth) {
  Bytes header;
  append_number(header, static_cast<std::uint32_t>(frame.size.width));
  append_number(header, static_cast<std::uint32_t>(frame.size.height));
  header.insert(header.end(), {depth, kIndexedColour, 0, 0, 0});
  return header;
}

Bytes palette(const Frame& frame) {
  Bytes palette;
  for (const Colour& colour : frame.palette) palette.insert(palette.end(), {colour.red, colour.green, colour.blue});
  return palette;
}

/// How large the picture is on paper, so that what embeds it gives it the page's size.
Bytes physical_size(const Frame& frame) {
  const auto per_metre = static_cast<std::uint32_t>(std::lround(frame.size.scale * kBpPerMetre));
  Bytes size;
  append_number(size, per_metre);
  append_number(size, per_metre);
  size.push_back(kMetre);
  return size;
}

class PngEncoder : public Encoder {
 public:
  Status add(const Shot& shot, Sink& sink) override {
    const Frame& frame = *shot.frame;
    if (frame.is_first || rows_.empty()) {
      collect_rows(frame);
    } else {
      update_rows(frame);
    }
    file_.assign(kSignature.begin(), kSignature.end());
    append_chunk(file_, "IHDR", header(frame, 8));
    append_chunk(file_, "PLTE", palette(frame));
    append_chunk(file_, "pHYs", physical_size(frame));
    append_chunk(file_, "IDAT", deflater_.compress(rows_));
    append_chunk(file_, "IEND", {});
    return sink.write(file_);
  }

 private:
  /// Each row after its filter byte. Indices don't gain from filters.
  void collect_rows(const Frame& frame) {
    const auto width = static_cast<std::size_t>(frame.size.width);
    rows_.clear();
    for (std::size_t start = 0; start < frame.pixels.size(); start += width) {
      rows_.push_back(0);
      const auto row = frame.pixels.subspan(start, width);
      rows_.insert(rows_.end(), row.begin(), row.end());
    }
  }

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
