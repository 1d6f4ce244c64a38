#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "layout/film.hpp"
#include "markup/encode_options.hpp"

namespace convarith {

/// Returns what the script of a page needs to know of `options.model` besides the maps of its figure:
/// - "shows": "fields" or "blocks", as Film::walk says;
/// - "layers" of fields: a name and the sizes of each map, from the input up, and "sees": for each axis and each cell
///   along it the places that it sees of the map below, where those outside of the map are padding; "first_output":
///   the index of the output that the film's first step is about;
/// - "layers" of blocks: "text", which tells of a block, and "step", the film's step in which it lights up, if any.
nlohmann::ordered_json model_page_data(const Film& film, const EncodeOptions& options);

/// What a page lists below its figure under a name.
struct PageFact {
  std::string name;
  std::vector<std::string> lines;
};

/// Returns what a page lists of a model.
std::vector<PageFact> model_page_facts(const Film& film, const EncodeOptions& options);

}  // namespace convarith
