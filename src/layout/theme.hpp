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

/// The colours of a figure, each by its use. Files of themes have them by the names in config/theme_fields.cpp.
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

  // Of figures with numbers only.
  Colour kernel;
  Colour product;  ///< of an input and a weight
  Colour padding;
  Colour lost;    ///< cells of the input that the output has no cell for
  Colour number;  ///< digits, and what is written around maps
  Colour faint;   ///< digits of what is none of the layer's own numbers, such as padding
  Colour accent;  ///< what a step is about: centres, winners, arrows

  // Of figures with channels: each channel, group or filter takes the next.
  std::array<Colour, 6> hues;
  std::array<Colour, 5> more_outputs;  ///< of the output's sheets after the first
};

}  // namespace convarith
