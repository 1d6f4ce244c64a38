#pragma once

#include <string>

#include "arithmetic/model/traced_model.hpp"
#include "layout/subject.hpp"

namespace convarith {

/// Returns the word for a layer in a figure: its name or, if it has none that figures can show, its type.
std::string name_of_layer(const ModelLayer& layer);

/// Returns the shape of a map, "6 × 24 × 24"; a map with one channel has no number for it.
std::string size_words(const MapShape& shape);

/// Returns what a model is called where a layer has its kind: "network lenet5", or "network" if it has no name.
std::string network_text(const TracedModel& model);

/// Returns a heading for a model: its name and its number of layers, or the first of them if it has no name.
std::string model_heading(const TracedModel& model);

/// Returns what is said of a model where a layer has its parameters: "12 layers, 61706 weights".
std::string network_parameters_text(const TracedModel& model);

/// Returns what a figure's subject is called: a model as above, a chain by its kind.
std::string subject_text(const Subject& subject);

/// Returns the parameters of a figure's subject: of a model as above, of a chain those of its first layer.
std::string subject_parameters_text(const Subject& subject);

}  // namespace convarith
