#pragma once

#include <string>

#include "layout/subject.hpp"
#include "layout/views/network/network_plan.hpp"
#include "layout/views/network/network_scale.hpp"

namespace convarith {

/// Returns the sentences below a figure: to which scale it is drawn, and what is left out.
std::string note_of_network(const NetworkPlan& plan, const NetworkScale& scale);

/// Describes the figure in the style of alt_text(). The subject must be a model.
std::string tell_network(const Subject& subject);

}  // namespace convarith
