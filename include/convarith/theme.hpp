#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

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
    .kernel = {182, 184, 226},
    .product = {218, 196, 128},
    .padding = {253, 246, 227},
    .lost = {238, 232, 213},
    .number = {0, 0, 0},
    // Solarized's own would be too pale on tints.
    .faint = {7, 54, 66},
    .accent = {120, 10, 25},
    // Blue, yellow, magenta, green, violet, orange; lightened where digits must be read on them.
    .hues = {{{68, 155, 216}, {199, 162, 42}, {220, 96, 156}, {150, 168, 30}, {132, 136, 206}, {216, 110, 66}}},
    .more_outputs = {{{133, 200, 194}, {120, 190, 226}, {170, 190, 110}, {214, 196, 150}, {190, 176, 222}}},
};

/// For figures with numbers: warm and light, so that every digit can be read.
inline constexpr Theme kBook{
    .paper = {255, 255, 255},
    .input = {252, 217, 178},
    .output = {255, 243, 182},
    .line = {34, 29, 43},
    .shade = {84, 92, 128},
    .shade_opacity = 0.3,
    .projector = {34, 29, 43},
    .unvisited = {229, 226, 224},
    .dropped = {168, 12, 48},
    .origins = {{{255, 210, 198}, {206, 236, 212}, {202, 222, 250}, {253, 234, 172}, {226, 210, 245}, {194, 234, 232}}},
    .kernel = {220, 206, 241},
    .product = {249, 224, 221},
    .padding = {255, 250, 238},
    .lost = {228, 227, 231},
    .number = {34, 29, 43},
    .faint = {86, 78, 94},
    .accent = {168, 12, 48},
    // Coral, green, blue, amber, violet, teal.
    .hues = {{{242, 134, 112}, {112, 193, 132}, {112, 164, 232}, {240, 190, 84}, {178, 142, 226}, {92, 190, 192}}},
    .more_outputs = {{{240, 209, 92}, {226, 234, 148}, {222, 196, 134}, {244, 206, 160}, {206, 214, 196}}},
};

/// A theme by its name.
struct NamedTheme {
  std::string_view name;  ///< the word for --theme
  std::string_view help;
  Theme theme;
};

/// All themes; the one place to add one.
std::span<const NamedTheme> themes();

/// The theme of a name, or null.
const NamedTheme* find_theme(std::string_view name);

}  // namespace convarith
