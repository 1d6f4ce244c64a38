#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "layout/film.hpp"
#include "render/frame.hpp"
#include "tests/support/decoding.hpp"

namespace convarith::testing {

/// Frames of any pixels, as a renderer would hand them over.
class PixelFrames {
 public:
  PixelFrames(int width, int height, std::vector<Colour> palette, std::vector<Ink> inks = {})
      : size_{width, height, 1}, palette_(std::move(palette)), inks_(std::move(inks)) {}

  /// The next frame; valid until the one after it.
  Frame make(std::vector<std::uint8_t> pixels) {
    const bool is_first = pixels_.empty();
    before_ = is_first ? pixels : std::move(pixels_);
    pixels_ = std::move(pixels);
    changed_.clear();
    for (int y = 0; y < size_.height; ++y) {
      const auto start = static_cast<std::size_t>(y) * static_cast<std::size_t>(size_.width);
      changed_.push_back({y, 0, size_.width, before_.data() + start});
    }
    return {size_, pixels_, palette_, is_first, changed_, inks_};
  }

  FrameSize size() const { return size_; }

 private:
  FrameSize size_;
  std::vector<Colour> palette_;
  std::vector<Ink> inks_;
  std::vector<std::uint8_t> before_;
  std::vector<std::uint8_t> pixels_;
  std::vector<ChangedRow> changed_;
};

/// Colours that are all different.
inline std::vector<Colour> distinct_colours(std::size_t count) {
  std::vector<Colour> colours;
  for (std::size_t i = 0; i < count; ++i) {
    colours.push_back(
        {static_cast<std::uint8_t>(i), static_cast<std::uint8_t>(255 - i), static_cast<std::uint8_t>(7 * i)});
  }
  return colours;
}

/// What a viewer has to show for a frame.
inline Picture picture_of(const Frame& frame) {
  Picture picture{frame.size.width, frame.size.height, {}};
  for (const std::uint8_t index : frame.pixels) picture.pixels.push_back(frame.palette[index]);
  return picture;
}

}  // namespace convarith::testing
