#pragma once

#include <string>
#include <string_view>

namespace convarith {

/// Returns a number with at most `places` decimals and without needless zeros: ".5", "-2", 0.25 as ".25".
std::string decimal(double value, int places);

/// Returns text (UTF-8) as XML and HTML take it between tags and in attributes in double quotes. Characters that XML
/// does not have become spaces.
std::string escaped(std::string_view text);

}  // namespace convarith
