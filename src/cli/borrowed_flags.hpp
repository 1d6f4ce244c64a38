#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace convarith {

/// What to say of a flag that other programs and frameworks have: which one of ours is meant. `names_of_flag` makes
/// "-k/--kernel" of "--kernel" where the command in use has it, else nothing; only what it has is named. Empty where
/// the flag is none of those.
std::string hint_for_borrowed_flag(std::string_view flag,
                                   const std::function<std::string(const std::string&)>& names_of_flag);

}  // namespace convarith
