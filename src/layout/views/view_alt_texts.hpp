#pragma once

#include <string>

#include "layout/subject.hpp"

namespace convarith {

// Each function describes what a view shows of its subject, in the style of alt_text().

std::string tell_layer(const Subject& subject);
std::string tell_stamps(const Subject& subject);
std::string tell_numbers(const Subject& subject);
std::string tell_equation(const Subject& subject);
std::string tell_breakdown(const Subject& subject);
std::string tell_sums(const Subject& subject);
std::string tell_moves(const Subject& subject);
std::string tell_padding(const Subject& subject);
std::string tell_pooling(const Subject& subject);
std::string tell_blocks(const Subject& subject);

}  // namespace convarith
