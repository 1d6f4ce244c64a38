#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <vector>

namespace convarith::testing {

/// Red, green, blue and how opaque it is.
using Rgba = std::array<std::uint8_t, 4>;

/// A picture that may be seen through, row by row from the top left.
struct RgbaPicture {
  int width = 0;
  int height = 0;
  std::vector<Rgba> pixels;
};

/// Every frame of an APNG, GIF or PNG, as ffmpeg decodes it; throws where it complains.
std::vector<RgbaPicture> decode_rgba(const std::filesystem::path& file);

/// Every frame of a WebP or GIF, as Pillow decodes it; throws where it complains.
std::vector<RgbaPicture> decode_with_pillow(const std::filesystem::path& file);

/// Colours where nothing is seen of them don't matter: all of them become black.
RgbaPicture without_hidden_colours(RgbaPicture picture);

}  // namespace convarith::testing
