#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "layout/film.hpp"

namespace convarith {

/// The size in pixels of the frames that show a page.
struct FrameSize {
  int width = 0;     ///< px
  int height = 0;    ///< px
  double scale = 0;  ///< px per bp

  long long pixels() const { return static_cast<long long>(width) * height; }
};

/// Returns the size of frames at a resolution: the page's size, with each side rounded to whole pixels.
FrameSize size_at_dpi(const Film& film, double dpi);

/// Returns the size of frames of a given width in px. The height follows from the page's proportions.
FrameSize size_at_width(const Film& film, int width);

/// The largest number of colours of a palette. One value of a byte stays free, with which encoders can mean an
/// unchanged pixel.
inline constexpr std::size_t kMostColours = 255;

/// A stretch of one row in which a frame may differ from the frame that was rendered before it.
struct ChangedRow {
  int y = 0;
  int first = 0;                         ///< px
  int last = 0;                          ///< px, exclusive
  const std::uint8_t* before = nullptr;  ///< the (last - first) pixels of the earlier frame
};

/// A colour to be laid over whatever is below the figure.
struct Ink {
  Colour colour;
  std::uint8_t alpha = 255;  ///< 0 is invisible
};

/// One step in pixels. Each pixel is one byte, an index into the palette, row by row from the top left. A frame is
/// valid until its renderer makes the next one.
struct Frame {
  FrameSize size;
  std::span<const std::uint8_t> pixels;
  std::span<const Colour> palette;      ///< at most kMostColours; the same for all frames of a film
  bool is_first = false;                ///< whether no frame was rendered before this one
  std::span<const ChangedRow> changed;  ///< in order from the top left, without overlaps; empty for the first frame
  /// For a film without paper, the colours of the palette with the paper taken out; otherwise empty.
  std::span<const Ink> inks = {};
};

}  // namespace convarith
