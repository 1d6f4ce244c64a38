#pragma once

#include <string>
#include <vector>

#include "config/preset.hpp"
#include "engine/plan.hpp"

namespace convarith {

/// What a figure that is planned may surprise the person with who asked for it, a sentence each.
std::vector<std::string> warnings_of(const PlannedFigure& figure, const SourcedRequest& request);

}  // namespace convarith
