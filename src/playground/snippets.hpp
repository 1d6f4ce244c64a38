#pragma once

#include <string>

#include "convarith/result.hpp"
#include "embed/hosts.hpp"
#include "engine/plan.hpp"

namespace convarith {

/// Returns the snippet that shows a figure in a host's pages, as `convarith embed` prints it for a figure of flags
/// alone. The figure must be planned for pixels.
std::string snippet_for(const Host& host, const PlannedFigure& figure);

}  // namespace convarith
