#pragma once

#include <array>
#include <cstdint>

namespace convarith {

/// An sRGB colour, 8 bits per channel.
struct Colour {
  std::uint8_t red = 0;
  std::uint8_t green = 0;
  std::uint8_t blue = 0;

  bool operator==(const Colour&) const = default;
};

/// The colours of a figure, one for each use. Theme files call them by the names in config/theme_fields.cpp.
struct Theme {
  Colour paper;
  Colour input;
  Colour output;
  Colour line;           ///< grids and outlines
  Colour shade;          ///< glaze over what the kernel taps and over the current output cell
  double shade_opacity;  ///< opacity of the shade, 0 to 1
  Colour projector;      ///< lines from the kernel to the current output cell
  Colour unvisited;      ///< inputs that are never visited
  Colour dropped;        ///< a window that is not computed
  /// Padding that holds values of the input, and marks on the cells that these values come from; windows of a pooling,
  /// and their outputs.
  std::array<Colour, 6> origins;

  // Only figures with numbers use these.
  Colour kernel;
  Colour product;  ///< products of an input and a weight
  Colour padding;
  Colour lost;    ///< cells of the input that the output has no cell for
  Colour number;  ///< digits, and text around maps
  Colour faint;   ///< digits of numbers that are not the layer's own, such as those of padding
  Colour accent;  ///< what a step is about: centres, winners, arrows

  // Only figures with several channels use these. Each channel, group or filter takes the next colour.
  std::array<Colour, 6> hues;
  std::array<Colour, 5> more_outputs;  ///< sheets of the output after the first
};

}  // namespace convarith
