#pragma once

#include <string>
#include <vector>

#include "layout/drawing.hpp"
#include "layout/subject.hpp"
#include "layout/views/receptive/map_stack.hpp"
#include "layout/views/receptive/receptive_paints.hpp"

namespace convarith {

/// Returns the label of a map, which is set as a formula: "input 16 × 16", "conv2 3 × 3, s = 2: 8 × 8".
std::string label_of_map(const MapStack& stack, std::size_t map);
/// Returns what the label of a map says, as plain text.
std::string words_of_map(const MapStack& stack, std::size_t map);

/// Returns the labels of all maps, from the input up.
std::vector<std::string> labels_of_maps(const MapStack& stack);

/// Returns the legend of colours and lines.
std::vector<Key> receptive_keys(const MapStack& stack, const ReceptivePaints& paints);

/// Returns how much of the input an output of the model's last layer sees: "one output sees 7 × 7 inputs".
std::string receptive_field_text(const TracedModel& model);

/// Describes the figure in the style of alt_text(). The subject must be a model that stack_maps() takes.
std::string tell_receptive(const Subject& subject);

}  // namespace convarith
