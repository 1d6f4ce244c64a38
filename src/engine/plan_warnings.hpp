#pragma once

#include <string>
#include <vector>

#include "config/preset.hpp"
#include "engine/plan.hpp"

namespace convarith {

/// Returns what may surprise the user about a planned figure, one sentence each.
std::vector<std::string> warnings_of(const PlannedFigure& figure, const SourcedRequest& request);

}  // namespace convarith
