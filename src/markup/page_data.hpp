#pragma once

#include <string>
#include <vector>

#include "arithmetic/walkthrough.hpp"
#include "layout/film.hpp"
#include "markup/encode_options.hpp"

namespace convarith {

/// The layers that a figure shows. The figure's maps refer to them by their index.
struct ShownLayers {
  enum class Relation {
    stages,  ///< a single layer, or a layer and the 1×1 convolution that follows it
    beside,  ///< two layers, from left to right
    modes,   ///< inputs only, padded in one mode after the other
  };

  std::vector<Walkthrough> layers;
  std::vector<std::string> names;
  Relation relation = Relation::stages;
};

/// Returns the layers that a figure shows.
ShownLayers shown_layers(const Film& film, const EncodeOptions& options);

/// Returns what the script of an interactive page needs to know of a figure, as JSON that may stand in an HTML element:
/// - "steps", "first": the number of steps that are shown, and the index of the first one; "delay" and "hold" in s;
///   "loop";
/// - "walk": what a step computes: "outputs", "inputs" (an input's stamp), "moves" (from one output to the next) or
///   "other"; "beside": whether the layers are compared rather than follow each other;
/// - "layers": sizes and values, and for each output along each axis the taps [place, weight, input]; the input is -1
///   for padding and inserted zeros, and may be followed by the input that padding copies; "draws_padding" is whether
///   the figure has cells for padding and inserted zeros;
/// - "maps": where the cells of maps are, in bp from the page's upper left corner, y down.
/// - "model": of a model, what model_page_data() returns, and "maps", whose layers are those of the model; the lists
///   above are then empty.
/// The film's steps from `first` to `last`, which is excluded, are shown.
std::string page_data(const Film& film, const EncodeOptions& options, std::size_t first, std::size_t last);

}  // namespace convarith
