#pragma once

#include <string>

#include "arithmetic/model/traced_model.hpp"

namespace convarith {

/// Returns what a model is called where a layer has its kind: "network lenet5", or "network" if it has no name.
std::string network_text(const TracedModel& model);

/// Returns what is said of a model where a layer has its parameters: "12 layers, 61706 weights".
std::string network_parameters_text(const TracedModel& model);

}  // namespace convarith
