#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "layout/theme.hpp"

namespace convarith::testing {

/// A picture in sRGB, row by row from the top left.
struct Picture {
  int width = 0;
  int height = 0;
  std::vector<Colour> pixels;

  const Colour& at(int x, int y) const {
    return pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)];
  }
};

/// Every frame of a GIF or PNG, as ffmpeg decodes it. Throws where ffmpeg complains.
std::vector<Picture> decode(const std::filesystem::path& file);

/// The largest difference of two colours on any channel.
int difference(const Colour& a, const Colour& b);

}  // namespace convarith::testing
