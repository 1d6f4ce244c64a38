#pragma once

#include <string>

#include "arithmetic/chain.hpp"

namespace convarith {

// Each function describes what a view shows of layers in a row, in the style of alt_text().

std::string tell_layer(const Chain& chain);
std::string tell_stamps(const Chain& chain);
std::string tell_numbers(const Chain& chain);
std::string tell_equation(const Chain& chain);
std::string tell_breakdown(const Chain& chain);
std::string tell_sums(const Chain& chain);
std::string tell_moves(const Chain& chain);
std::string tell_padding(const Chain& chain);
std::string tell_pooling(const Chain& chain);
std::string tell_blocks(const Chain& chain);

}  // namespace convarith
