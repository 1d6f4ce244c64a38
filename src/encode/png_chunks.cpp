#include "encode/png_chunks.hpp"

#include <libdeflate.h>

#include <cmath>

namespace convarith {
namespace {

constexpr std::uint8_t kBitsPerIndex = 8;
constexpr std::uint8_t kIndexedColour = 3;
constexpr std::uint8_t kMetre = 1;
constexpr double kBpPerMetre = 72 / 0.0254;

}  // namespace

void append_number(Bytes& bytes, std::uint32_t number) {
  append_short(bytes, number >> 16);
  append_short(bytes, number);
}

void append_short(Bytes& bytes, std::uint32_t number) {
  bytes.push_back(static_cast<std::uint8_t>(number >> 8));
  bytes.push_back(static_cast<std::uint8_t>(number));
}

void append_chunk(Bytes& file, std::string_view type, std::span<const std::uint8_t> data) {
  append_number(file, static_cast<std::uint32_t>(data.size()));
  const std::size_t start = file.size();
  file.insert(file.end(), type.begin(), type.end());
  file.insert(file.end(), data.begin(), data.end());
  append_number(file, libdeflate_crc32(0, file.data() + start, file.size() - start));
}

Bytes png_header(const Frame& frame) {
  Bytes header;
  append_number(header, static_cast<std::uint32_t>(frame.size.width));
  append_number(header, static_cast<std::uint32_t>(frame.size.height));
  header.insert(header.end(), {kBitsPerIndex, kIndexedColour, 0, 0, 0});
  return header;
}

void append_palette(Bytes& file, const Frame& frame, std::size_t unseen) {
  Bytes colours;
  Bytes alphas(frame.palette.size(), 255);
  for (std::size_t i = 0; i < frame.palette.size(); ++i) {
    const Colour& colour = frame.inks.empty() ? frame.palette[i] : frame.inks[i].colour;
    colours.insert(colours.end(), {colour.red, colour.green, colour.blue});
    if (!frame.inks.empty()) alphas[i] = frame.inks[i].alpha;
  }
  colours.insert(colours.end(), 3 * unseen, 0);
  alphas.insert(alphas.end(), unseen, 0);
  append_chunk(file, "PLTE", colours);
  if (unseen > 0 || !frame.inks.empty()) append_chunk(file, "tRNS", alphas);
}

Bytes physical_size(const Frame& frame) {
  const auto per_metre = static_cast<std::uint32_t>(std::lround(frame.size.scale * kBpPerMetre));
  Bytes size;
  append_number(size, per_metre);
  append_number(size, per_metre);
  size.push_back(kMetre);
  return size;
}

Bytes unfiltered_rows(std::span<const std::uint8_t> pixels, std::size_t width) {
  Bytes rows;
  rows.reserve(pixels.size() + pixels.size() / width);
  for (std::size_t start = 0; start < pixels.size(); start += width) {
    rows.push_back(0);
    const auto row = pixels.subspan(start, width);
    rows.insert(rows.end(), row.begin(), row.end());
  }
  return rows;
}

}  // namespace convarith
