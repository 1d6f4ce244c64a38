#pragma once

#include <string>
#include <vector>

#include "arithmetic/walkthrough.hpp"
#include "layout/film.hpp"
#include "markup/encode_options.hpp"

namespace convarith {

/// The layers that a figure shows, in the order by which its maps name them.
struct ShownLayers {
  enum class Relation {
    stages,  ///< a single one, or with the 1×1 convolution that follows it
    beside,  ///< two from left to right
    modes,   ///< inputs only, padded in one mode after the other
  };

  std::vector<Walkthrough> layers;
  std::vector<std::string> names;
  Relation relation = Relation::stages;
};

/// The layers that a figure shows.
ShownLayers shown_layers(const Film& film, const EncodeOptions& options);

/// What the script of an interactive page knows of a figure, as JSON that may stand in an element of HTML:
/// - "steps", "first": how many steps are shown, and the number of the first; "delay", "hold" in s, "loop";
/// - "walk": what a step computes: "outputs", "inputs" (an input's stamp), "moves" (from one output to the next) or
///   "other"; "beside": whether the layers are compared, and do not follow each other;
/// - "layers": sizes and values, and of each axis for each output the taps [place, weight, input], where the input is
///   -1 for padding and inserted zeros, which may be followed by the input that padding is a copy of;
/// - "maps": where the cells of maps are, in bp from the page's upper left corner, y down.
/// `first` and `last`, which is not counted, are the film's steps that are shown.
std::string page_data(const Film& film, const EncodeOptions& options, std::size_t first, std::size_t last);

}  // namespace convarith
