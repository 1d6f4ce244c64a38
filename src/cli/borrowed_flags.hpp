#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace convarith {

/// Returns a hint for a flag that other programs and frameworks have: which flag of this program to use instead. The
/// hint is empty if the flag is not a known one. `names_of_flag` turns "--kernel" into "-k/--kernel" if the command in
/// use has that flag, and into an empty text otherwise; only flags that the command has are suggested.
std::string hint_for_borrowed_flag(std::string_view flag,
                                   const std::function<std::string(const std::string&)>& names_of_flag);

}  // namespace convarith
