#pragma once

#include <array>
#include <cstdint>

namespace convarith {

/// sRGB, 8 bits a channel.
struct Colour {
  std::uint8_t red = 0;
  std::uint8_t green = 0;
  std::uint8_t blue = 0;

  bool operator==(const Colour&) const = default;
};

/// The colours of a figure, each by its use.
struct Theme {
  Colour paper;
  Colour input;
  Colour output;
  Colour line;           ///< grids and outlines
  Colour shade;          ///< glazes what the kernel taps and the current output cell
  double shade_opacity;  ///< of 1
  Colour projector;      ///< from the kernel to the current output cell
  Colour unvisited;      ///< inputs that no window takes in
  Colour dropped;        ///< a window that is not computed
  /// Padding that holds values of the input, and marks on the cells that they come from.
  std::array<Colour, 6> origins;
};

/// The look of *A guide to convolution arithmetic for deep learning*: colours of Ethan Schoonover's Solarized.
inline constexpr Theme kSolarized{
    .paper = {255, 255, 255},
    .input = {38, 139, 210},
    .output = {42, 161, 152},
    .line = {0, 43, 54},
    .shade = {7, 54, 66},
    .shade_opacity = 0.4,
    .projector = {0, 0, 0},
    .unvisited = {179, 214, 239},
    .dropped = {220, 50, 47},
    // The accents, half way to white: yellow, violet, orange, green, magenta, grey.
    .origins = {{{218, 196, 128}, {182, 184, 226}, {229, 165, 139}, {194, 204, 128}, {233, 155, 193}, {172, 183, 186}}},
};

}  // namespace convarith
