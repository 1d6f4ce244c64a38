#pragma once

#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

#include "layout/film.hpp"
#include "render/frame_renderer.hpp"

namespace convarith::testing {

inline constexpr Colour kWhite{255, 255, 255};
inline constexpr Colour kBlack{0, 0, 0};
inline constexpr Colour kRed{220, 30, 20};
inline constexpr Colour kBlue{20, 60, 210};

/// A rectangle with sides along the page's, bp from its lower left corner.
inline Shape rectangle(PaintId paint, Point from, Point to) {
  return {Role::tap, std::nullopt, paint, Fill{{from, {to.x, from.y}, to, {from.x, to.y}}}};
}

inline Shape line(PaintId paint, Point from, Point to, double width) {
  return {Role::projector, std::nullopt, paint, Stroke{{{{from, to}}}, width, 0}};
}

inline Sheet still(DisplayList shapes) {
  return {true, [shapes = std::move(shapes)](std::size_t) { return shapes; }};
}

inline Sheet moving(std::function<DisplayList(std::size_t)> draw) {
  return {false, std::move(draw)};
}

/// A page of 40 x 30 bp, which is drawn with as many pixels.
inline Film small_film(std::vector<Paint> paints, std::vector<Sheet> sheets, std::size_t steps = 1) {
  return {40, 30, steps, std::move(paints), std::move(sheets)};
}

/// A frame that outlives its renderer.
struct Image {
  FrameSize size;
  std::vector<std::uint8_t> pixels;
  std::vector<Colour> palette;

  explicit Image(const Frame& frame)
      : size(frame.size),
        pixels(frame.pixels.begin(), frame.pixels.end()),
        palette(frame.palette.begin(), frame.palette.end()) {}

  /// Of the pixel whose top left corner is x px from the left and y px from the top.
  Colour at(int x, int y) const {
    return palette.at(
        pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(size.width) + static_cast<std::size_t>(x)]);
  }

  std::vector<Colour> colours() const {
    std::vector<Colour> colours;
    for (const std::uint8_t index : pixels) colours.push_back(palette.at(index));
    return colours;
  }
};

/// A step as a renderer draws it that has drawn nothing before.
inline Image draw_alone(const Film& film, FrameSize size, std::size_t step) {
  FrameRenderer renderer(film, size);
  return Image(renderer.render(step));
}

/// The only step of a film, a pixel for each bp.
inline Image draw(const Film& film) {
  return draw_alone(film, size_at_dpi(film, 72), 0);
}

}  // namespace convarith::testing
