#include "engine/subject_numbers.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <iterator>
#include <span>
#include <string_view>
#include <system_error>
#include <utility>

#include "arithmetic/alt_text_words.hpp"
#include "arithmetic/model/layer_parameters.hpp"
#include "arithmetic/model/model_part.hpp"
#include "arithmetic/random_values.hpp"
#include "config/fields.hpp"
#include "engine/given_model.hpp"
#include "engine/model_values.hpp"

namespace convarith {
namespace {

/// The most classes where neither the model nor the request says how many there are.
constexpr int kMostClasses = 1'000'000;

/// Whether a file that the request names has the weights of a model.
bool names_weight_file(const Request& request) {
  return request.weights && request.weights->shape.empty();
}

Result<WeightSource> weight_source(const Request& request) {
  WeightSource source;
  if (names_weight_file(request)) {
    source.file = request.weights->name;
  } else if (request.weights) {
    return usage_problem("weights", "of a model are those of all its layers",
                         "name an .npz file of its state dict, or an ONNX file");
  }
  if (request.parameters) source.named = *request.parameters;
  if (request.random) source.random = RandomValues{*request.random, request.precision.value_or(0)};
  return source;
}

/// Returns the number of a class that is given by its name or its number.
Result<int> class_number(const std::string& given, std::span<const std::string> classes, int count) {
  const auto found = std::find(classes.begin(), classes.end(), given);
  if (found != classes.end()) return static_cast<int>(found - classes.begin());
  int number = -1;
  const auto [end, error] = std::from_chars(given.data(), given.data() + given.size(), number);
  const bool is_number = error == std::errc{} && end == given.data() + given.size();
  if (is_number && number >= 0 && number < count) return number;
  return usage_problem("targets", fmt::format("there is no class '{}'", given),
                       classes.empty() ? fmt::format("give a number from 0 to {}", count - 1)
                                       : fmt::format("give one of {}, or its number", fmt::join(classes, ", ")));
}

/// Names what the model scores, and the class that each picture should have.
Status name_classes(const Request& request, ModelNumbers& numbers) {
  const auto scores = static_cast<int>(numbers.pictures.front().outputs.back().values.size());
  if (request.classes) numbers.classes = *request.classes;
  const auto names = static_cast<int>(numbers.classes.size());
  if (request.classes && numbers.has_scores && names != scores) {
    return usage_problem("classes", fmt::format("are {}, but the model scores {}", names, scores),
                         "give a name for each feature of its last layer");
  }
  if (!request.targets) return ok();
  if (request.targets->size() != numbers.pictures.size()) {
    return usage_problem(
        "targets",
        fmt::format("are {}, but there {} {}", request.targets->size(), numbers.pictures.size() == 1 ? "is" : "are",
                    counted(static_cast<long long>(numbers.pictures.size()), "picture")),
        "give one for each picture");
  }
  const int count = numbers.has_scores ? scores : names > 0 ? names : kMostClasses;
  for (std::size_t i = 0; i < numbers.pictures.size(); ++i) {
    const Result<int> target = class_number((*request.targets)[i], numbers.classes, count);
    if (!target) return target.problems();
    numbers.pictures[i].target = *target;
  }
  return ok();
}

/// Whether the last layer that is chosen is the model's last, and leaves features.
bool ends_in_scores(const Model& model, const ModelNumbers& numbers, std::size_t last) {
  return last + 1 == model.layers.size() && numbers.pictures.front().outputs.back().shape.size() == 1;
}

/// The layers of a model up to the last one that a request chooses, and which of them it chooses.
struct ChosenLayers {
  GivenModel model;
  std::vector<std::size_t> layers;
};

Result<ChosenLayers> layers_up_to_chosen(const SourcedRequest& request) {
  SourcedRequest all = request;
  std::vector<std::size_t> layers;
  if (request.request.only) {
    Result<std::vector<std::size_t>> chosen = chosen_layers(*request.request.model, *request.request.only);
    if (!chosen) return locate(std::move(chosen).problems(), request);
    layers = *std::move(chosen);
    all.request.only = fmt::format("0:{}", layers.back() + 1);
  }
  Result<GivenModel> model = given_model(all);
  if (!model) return model.problems();
  for (std::size_t i = 0; !request.request.only && i < model->traced.trace.layers.size(); ++i) layers.push_back(i);
  return ChosenLayers{*std::move(model), std::move(layers)};
}

Result<ModelValues> values_for(const ChosenLayers& chosen, const Request& request) {
  const Result<WeightSource> source = weight_source(request);
  if (!source) return source.problems();
  return values_of_model(chosen.model, *source, request.values.value_or(Tensor{}));
}

/// Returns what comes into a layer of a model.
Tensor input_of_layer(const ChosenLayers& chosen, std::size_t layer, const ModelPicture& picture) {
  const int source = chosen.model.traced.trace.layers[layer].sources.front();
  return source < 0 ? picture.input : picture.outputs[static_cast<std::size_t>(source)];
}

/// Gives the request of a layer its parameters.
Status set_parameters(const TracedModel& model, std::size_t index, std::vector<Tensor> parameters, Request& layer) {
  const Result<std::vector<LayerParameter>> roles = parameters_of(model.model, model.trace, index);
  if (!roles) return roles.problems();
  layer.weights.reset();
  layer.parameters.reset();
  for (std::size_t i = 0; i < roles->size(); ++i) {
    std::optional<Tensor>& number = (*roles)[i].role == LayerParameter::Role::weight      ? layer.weights
                                    : (*roles)[i].role == LayerParameter::Role::pointwise ? layer.pointwise_weights
                                                                                          : layer.bias;
    number = std::move(parameters[i]);
  }
  return ok();
}

}  // namespace

bool gives_numbers(const Request& request) {
  return request.values || request.weights || request.parameters || request.random;
}

bool names_parameters(const Request& request) {
  return names_weight_file(request) || request.parameters;
}

Status check_model_numbers(const Request& request, bool shows_numbers) {
  constexpr std::string_view of_models[] = {"values", "weights", "parameters", "random", "classes", "targets"};
  for (const Field& field : fields()) {
    if (field.group != kValuesGroup || !is_set(request, field)) continue;
    const bool is_of_models = std::find(std::begin(of_models), std::end(of_models), field.key) != std::end(of_models);
    if (is_of_models && shows_numbers) continue;
    return usage_problem(std::string(field.key),
                         is_of_models ? "is for --view features, or for a single layer"
                                      : "is for a single layer, but the figure shows several",
                         is_of_models ? "add --view features, choose one layer with --only, or leave it out"
                                      : "choose one layer with --only, or leave it out");
  }
  return ok();
}

Status take_numbers_of_model(const SourcedRequest& request, std::size_t number, Request& layer) {
  const Result<ChosenLayers> chosen = layers_up_to_chosen(request);
  if (!chosen) return chosen.problems();
  const TracedModel& model = chosen->model.traced;
  const std::size_t index = chosen->layers[number];
  if (request.request.values) {
    Result<ModelValues> values = values_for(*chosen, request.request);
    if (!values) return values.problems();
    layer.values = input_of_layer(*chosen, index, values->pictures.front());
    return set_parameters(model, index, std::move(values->parameters[index]), layer);
  }
  const Result<WeightSource> source = weight_source(request.request);
  if (!source) return source.problems();
  Result<ModelParameters> parameters = parameters_of_model(model, *source);
  if (!parameters) return parameters.problems();
  return set_parameters(model, index, std::move(parameters->layers[index]), layer);
}

Result<ModelNumbers> numbers_of_model(const SourcedRequest& request, std::vector<std::string>& remarks) {
  const Result<ChosenLayers> chosen = layers_up_to_chosen(request);
  if (!chosen) return chosen.problems();
  Result<ModelValues> values = values_for(*chosen, request.request);
  if (!values) return values.problems();
  // What layers behind the chosen ones take is no remark.
  if (!request.request.only) remarks.insert(remarks.end(), values->remarks.begin(), values->remarks.end());
  ModelNumbers numbers;
  for (std::size_t i = 0; i < values->pictures.size(); ++i) {
    ModelPicture& all = values->pictures[i];
    ModelPicture picture{fmt::format("picture {}", i), input_of_layer(*chosen, chosen->layers.front(), all), {}};
    for (const std::size_t layer : chosen->layers) picture.outputs.push_back(all.outputs[layer]);
    numbers.pictures.push_back(std::move(picture));
  }
  numbers.has_scores = ends_in_scores(*request.request.model, numbers, chosen->layers.back());
  if (Status named = name_classes(request.request, numbers); !named) return named.problems();
  return numbers;
}

}  // namespace convarith
