#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace convarith {

/// A text with what comes in the places of {{name}}; all names that the text has are given. What is put in is not
/// looked through again.
std::string filled_in(std::string_view text,
                      std::initializer_list<std::pair<std::string_view, std::string_view>> parts);

}  // namespace convarith
