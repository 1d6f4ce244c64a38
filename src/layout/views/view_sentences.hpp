#pragma once

#include <string>

#include "arithmetic/operation.hpp"

namespace convarith {

// What each view shows of a layer, as alt_text() says it.

std::string tell_layer(const Operation& operation);
std::string tell_stamps(const Operation& operation);
std::string tell_numbers(const Operation& operation);
std::string tell_equation(const Operation& operation);
std::string tell_breakdown(const Operation& operation);
std::string tell_sums(const Operation& operation);
std::string tell_moves(const Operation& operation);
std::string tell_padding(const Operation& operation);
std::string tell_pooling(const Operation& operation);
std::string tell_blocks(const Operation& operation);

}  // namespace convarith
