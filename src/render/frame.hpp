#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "layout/film.hpp"

namespace convarith {

/// How a page becomes pixels.
struct FrameSize {
  int width = 0;     ///< px
  int height = 0;    ///< px
  double scale = 0;  ///< px per bp

  long long pixels() const { return static_cast<long long>(width) * height; }
};

/// The size of frames at a resolution: the page's, rounded to the nearest pixel.
FrameSize size_at_dpi(const Film& film, double dpi);

/// The size of frames of a width in px; the height follows.
FrameSize size_at_width(const Film& film, int width);

/// The most colours that a palette has: one value of a byte stays free, for encoders to mean "as it was".
inline constexpr std::size_t kMostColours = 255;

/// Where a frame may differ from the one rendered before it: a stretch of one row.
struct ChangedRow {
  int y = 0;
  int first = 0;                         ///< px
  int last = 0;                          ///< px, exclusive
  const std::uint8_t* before = nullptr;  ///< the last - first pixels of the earlier frame
};

/// A colour to be laid on whatever is below the figure.
struct Ink {
  Colour colour;
  std::uint8_t alpha = 255;  ///< 0: nothing of it is seen
};

/// One step in pixels: a byte for each, row by row from the top left, looked up in the palette. Valid until its
/// renderer makes the next.
struct Frame {
  FrameSize size;
  std::span<const std::uint8_t> pixels;
  std::span<const Colour> palette;      ///< at most 255 colours; the same for all frames of a film
  bool is_first = false;                ///< nothing was rendered before it
  std::span<const ChangedRow> changed;  ///< from the top left, apart from each other; nothing for the first
  /// Of a film without paper, the palette's colours with the paper taken out of them; else nothing.
  std::span<const Ink> inks = {};
};

}  // namespace convarith
