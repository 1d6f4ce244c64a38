#pragma once

#include <span>
#include <string_view>

#include "layout/theme.hpp"

namespace convarith {

/// A published way of showing numbers as colours. It is given by evenly spaced colours, between which it is linear.
struct ColourMap {
  std::string_view name;  ///< the word for --colormap
  bool is_diverging;      ///< its middle, which is the lightest, stands for zero
  std::span<const Colour> colours;

  /// Returns the colour at a share of the way from the first colour to the last, 0 to 1.
  Colour at(double share) const;
};

/// Returns all colour maps. A new one is added here and nowhere else.
std::span<const ColourMap> colour_maps();

/// Returns the colour map with a name, or null.
const ColourMap* find_colour_map(std::string_view name);

/// Returns the colour map for numbers for which none is asked: "coolwarm" if they have signs, otherwise "grey".
const ColourMap& usual_colour_map(bool has_signs);

}  // namespace convarith
