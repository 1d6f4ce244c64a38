#pragma once

#include <string>
#include <vector>

namespace convarith {

/// "inputs 1 and 4 to 6 are never reached", of their ascending numbers; nothing where there are none.
std::string unreached_note(const std::vector<int>& inputs);

}  // namespace convarith
