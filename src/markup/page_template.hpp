#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace convarith {

/// Replaces each {{name}} in a text by the part of that name. There must be a part for every name in the text. The
/// parts themselves are not searched for names.
std::string filled_in(std::string_view text,
                      std::initializer_list<std::pair<std::string_view, std::string_view>> parts);

}  // namespace convarith
