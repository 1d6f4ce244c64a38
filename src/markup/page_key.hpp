#pragma once

#include <string>

#include "layout/film.hpp"

namespace convarith {

/// The line of a page that says what the colours and lines of its figure mean.
struct PageKey {
  std::string markup;      ///< a list, or empty where there is nothing to say or the figure's own legend says it
  std::string style;       ///< CSS rules for its bars of colours
  std::string dark_style;  ///< the same on dark pages, and rules for the dark paints of its samples
};

/// Returns the line for a film. `dark`: null, or the same film in other paints. Ids and classes begin with `prefix`.
PageKey page_key(const Film& film, const Film* dark, const std::string& prefix);

/// Returns the colour in which a film draws inputs, or outputs, as its keys have it: that of cells, or of their lines
/// if these have no colour of their own or show numbers as colours. Returns null if no key is about them.
const Colour* colour_of_inputs(const Film& film);
const Colour* colour_of_outputs(const Film& film);

}  // namespace convarith
