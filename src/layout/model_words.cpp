#include "layout/model_words.hpp"

#include <fmt/core.h>

#include "arithmetic/alt_text_words.hpp"

#include "arithmetic/formula.hpp"

namespace convarith {

std::string network_text(const TracedModel& model) {
  return model.name.empty() ? "network" : "network " + model.name;
}

std::string network_parameters_text(const TracedModel& model) {
  long long weights = 0;
  bool are_all_known = true;
  for (const TracedLayer& layer : model.trace.layers) {
    if (layer.effect.costs) {
      weights += layer.effect.costs->weights;
    } else {
      are_all_known = false;
    }
  }
  return fmt::format("{}, {}{}", counted(static_cast<long long>(model.trace.layers.size()), "layer"),
                     are_all_known ? "" : "at least ", counted(weights, "weight"));
}

std::string subject_text(const Subject& subject) {
  return subject.model ? network_text(*subject.model) : kind_text(subject.chain);
}

std::string subject_parameters_text(const Subject& subject) {
  return subject.model ? network_parameters_text(*subject.model) : parameters_text(subject.chain);
}

}  // namespace convarith
