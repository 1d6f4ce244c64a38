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

/// The bytes that every PNG file begins with.
inline constexpr std::array<std::uint8_t, 8> kPngSignature{0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

/// Appends four bytes, the highest first.
void append_number(Bytes& bytes, std::uint32_t number);
/// Appends two bytes, the higher first.
void append_short(Bytes& bytes, std::uint32_t number);

/// Appends a chunk: length, type, data and their checksum (PNG specification, section 5.3).
void append_chunk(Bytes& file, std::string_view type, std::span<const std::uint8_t> data);

/// Returns the data of IHDR for an indexed picture with a byte for each pixel.
Bytes png_header(const Frame& frame);
/// Appends the frame's colours (PLTE) and, if there are any, their transparencies (tRNS). `unseen` invisible colours
/// follow those of the frame.
void append_palette(Bytes& file, const Frame& frame, std::size_t unseen = 0);
/// Returns the data of pHYs: how large the picture is on paper, so that a document gives an embedded picture the page's
/// size.
Bytes physical_size(const Frame& frame);

/// Returns the pixels of rows of `width` px, each row after its filter byte. Indices don't gain from filters.
Bytes unfiltered_rows(std::span<const std::uint8_t> pixels, std::size_t width);

}  // namespace convarith
