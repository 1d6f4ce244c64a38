#pragma once

#include <string>
#include <vector>

namespace convarith {

/// Returns a note like "inputs 1 and 4 to 6 are never reached" about the given inputs, which must be in ascending
/// order; empty if there are no inputs.
std::string unvisited_note(const std::vector<int>& inputs);

}  // namespace convarith
