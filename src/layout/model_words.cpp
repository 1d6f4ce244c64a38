#include "layout/model_words.hpp"

#include <fmt/core.h>

#include <string_view>

#include "arithmetic/formula.hpp"

namespace convarith {
namespace {

std::string with_noun(long long number, std::string_view noun) {
  return fmt::format("{} {}{}", number, noun, number == 1 ? "" : "s");
}

}  // namespace

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
  return fmt::format("{}, {}{}", with_noun(static_cast<long long>(model.trace.layers.size()), "layer"),
                     are_all_known ? "" : "at least ", with_noun(weights, "weight"));
}

std::string subject_text(const Subject& subject) {
  return subject.model ? network_text(*subject.model) : kind_text(subject.chain);
}

std::string subject_parameters_text(const Subject& subject) {
  return subject.model ? network_parameters_text(*subject.model) : parameters_text(subject.chain);
}

}  // namespace convarith
