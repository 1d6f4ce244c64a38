#pragma once

#include <string>
#include <string_view>

#include "convarith/request.hpp"
#include "convarith/result.hpp"

namespace convarith {

/// Whether a name can be part of a file name: letters, digits, '_' and '-'. Errors: `where` is left empty.
Status check_name(std::string_view name);

/// A name made of a layer's parameters, those at their defaults left out, of its numbers, of how it is drawn and what
/// is written around it: conv_n5_k3_s2_p1, conv_n5_k3_random7, convt_n3_k3_a1_stamp, conv_n5_k3_labels_caption.
std::string name_from_parameters(const Request& request);

/// What of the layer, its numbers and its figure `merged` has other than `preset`, to be put behind the preset's name:
/// _s1_p2_labels.
std::string name_of_overrides(const Request& preset, const Request& merged);

}  // namespace convarith
