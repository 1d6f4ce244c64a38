#include "layout/model_words.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <vector>

#include "arithmetic/alt_text_words.hpp"

#include "arithmetic/formula.hpp"

namespace convarith {
namespace {

bool is_ascii_word(const std::string& text) {
  return std::all_of(text.begin(), text.end(), [](char letter) { return letter > ' ' && letter <= '~'; });
}

bool is_number(const std::string& text) {
  return std::all_of(text.begin(), text.end(), [](char letter) { return letter >= '0' && letter <= '9'; });
}

}  // namespace

std::string name_of_layer(const ModelLayer& layer) {
  for (const std::string* const name : {&layer.name, &layer.type}) {
    if (!name->empty() && is_ascii_word(*name) && !is_number(*name)) return *name;
  }
  return "layer";
}

std::string size_words(const MapShape& shape) {
  std::vector<std::string> lengths;
  const bool has_one_channel = shape.channels.number == 1 && !shape.sizes.empty();
  if (!has_one_channel) lengths.push_back(shape.channels.number ? fmt::format("{}", *shape.channels.number) : "?");
  for (const int size : shape.sizes) lengths.push_back(fmt::format("{}", size));
  return fmt::format("{}", fmt::join(lengths, " × "));
}

std::string network_text(const TracedModel& model) {
  return model.name.empty() ? "network" : "network " + model.name;
}

std::string model_heading(const TracedModel& model) {
  constexpr std::size_t most_named = 4;
  const std::size_t count = model.trace.layers.size();
  std::string text = fmt::format("A model of {}", counted(static_cast<long long>(count), "layer"));
  if (!model.name.empty()) return fmt::format("{}: {}", text, model.name);
  for (std::size_t i = 0; i < std::min(count, most_named); ++i) {
    text += fmt::format("{}{}", i == 0 ? ": " : ", ", name_of_layer(model.layer(i)));
  }
  return count > most_named ? text + ", …" : text;
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
