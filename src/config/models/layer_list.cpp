#include "config/models/layer_list.hpp"

#include <fmt/core.h>

#include <utility>

#include "config/models/model_program.hpp"

namespace convarith {
namespace {

/// Puts the layers of `next` behind those of `model`.
void append(Model next, const std::string& place, Model& model) {
  const int last = static_cast<int>(model.layers.size()) - 1;
  if (model.layers.empty()) {
    model.framework = next.framework;
    model.inputs = std::move(next.inputs);
  }
  const int offset = last + 1;
  for (ModelLayer& layer : next.layers) {
    layer.name = fmt::format("{}", model.layers.size());
    layer.place = place;
    for (int& input : layer.inputs) input = input >= 0 ? input + offset : last;
    model.layers.push_back(std::move(layer));
  }
  model.remarks.insert(model.remarks.end(), next.remarks.begin(), next.remarks.end());
}

}  // namespace

Result<Model> read_layer_list(std::span<const std::string> texts) {
  Model model;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const std::string place = fmt::format("--layer {}", i + 1);
    Result<Model> next = read_model_program(texts[i], place);
    if (!next) return next.problems();
    append(*std::move(next), place, model);
    model.text += texts[i] + "\n";
  }
  return model;
}

}  // namespace convarith
