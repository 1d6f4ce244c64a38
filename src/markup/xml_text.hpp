#pragma once

#include <string>
#include <string_view>

namespace convarith {

/// A number without what it doesn't need: ".5", "-2", "0.25" as ".25".
std::string decimal(double value, int places);

/// Text (UTF-8) as XML and HTML take it, between tags and in attributes in double quotes. Characters that XML does not
/// have become spaces.
std::string escaped(std::string_view text);

}  // namespace convarith
