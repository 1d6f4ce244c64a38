#pragma once

#include <string>
#include <string_view>

#include "convarith/request.hpp"
#include "convarith/result.hpp"

namespace convarith {

/// Checks that a name can be part of a file name: letters, digits, '_' and '-', at most 100 characters. Errors: `where`
/// is left empty.
Status check_name(std::string_view name);

/// Returns the stem of the file that a model was read from, in characters of names; empty if it was not read from a
/// file.
std::string stem_of(const Model& model);

/// Makes a name from a layer's parameters except those at their defaults, its numbers, how it is drawn and the text
/// around it: conv_n5_k3_s2_p1, conv_n5_k3_random7, convt_n3_k3_a1_stamp, conv_n5_k3_labels_caption.
std::string name_from_parameters(const Request& request);

/// Returns what to add to the name of `preset` for a request `merged` that differs from it in the layer, its numbers or
/// its figure, such as _s1_p2_labels.
std::string name_of_overrides(const Request& preset, const Request& merged);

}  // namespace convarith
