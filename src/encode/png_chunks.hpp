#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "render/frame.hpp"

namespace convarith {

using Bytes = std::vector<std::uint8_t>;

/// What every PNG file begins with.
inline constexpr std::array<std::uint8_t, 8> kPngSignature{0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

/// Four bytes, the highest first.
void append_number(Bytes& bytes, std::uint32_t number);
/// Two bytes, the higher first.
void append_short(Bytes& bytes, std::uint32_t number);

/// Length, type, data and their checksum (PNG specification, section 5.3).
void append_chunk(Bytes& file, std::string_view type, std::span<const std::uint8_t> data);

/// The data of IHDR: an indexed picture with a byte for each pixel.
Bytes png_header(const Frame& frame);
/// The colours (PLTE) and, where there are any, their transparencies (tRNS); behind those of the frame so many that
/// can't be seen.
void append_palette(Bytes& file, const Frame& frame, std::size_t unseen = 0);
/// The data of pHYs: how large the picture is on paper, so that what embeds it gives it the page's size.
Bytes physical_size(const Frame& frame);

/// The pixels of rows of some width, each row after its filter byte. Indices don't gain from filters.
Bytes unfiltered_rows(std::span<const std::uint8_t> pixels, std::size_t width);

}  // namespace convarith
