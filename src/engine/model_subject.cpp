#include "engine/model_subject.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <memory>
#include <utility>
#include <variant>

#include "arithmetic/axes.hpp"
#include "engine/given_model.hpp"
#include "engine/subject_numbers.hpp"
#include "layout/views/views.hpp"

namespace convarith {
namespace {

/// Returns the indices of the convolutions and poolings of a model.
std::vector<std::size_t> windows_of(const TracedModel& model) {
  std::vector<std::size_t> windows;
  for (std::size_t i = 0; i < model.trace.layers.size(); ++i) {
    if (model.trace.layers[i].effect.chain) windows.push_back(i);
  }
  return windows;
}

Problem several_layers(const TracedModel& model, const std::vector<std::size_t>& windows, std::string_view view) {
  constexpr std::size_t most = 4;
  std::vector<std::string> names;
  names.reserve(windows.size());
  for (const std::size_t window : windows) names.push_back(model.layer(window).name);
  const std::string more = names.size() > most ? ", ..." : "";
  const bool is_unique = std::count(names.begin(), names.end(), names.front()) == 1 && !names.front().empty();
  const std::string first = is_unique ? names.front() : fmt::format("{0}:{1}", windows.front(), windows.front() + 1);
  names.resize(std::min(names.size(), most));
  return usage_problem("view",
                       fmt::format("{} shows a single layer, but there are {}: {}{}", view, windows.size(),
                                   fmt::join(names, ", "), more),
                       fmt::format("choose one with --only {}", first));
}

/// The chain that stands for a model where code asks for the layers of a subject: its first layer with windows, unless
/// that has three dimensions, which can't be walked step by step.
Chain first_chain(const TracedModel& model, const std::vector<std::size_t>& windows) {
  if (windows.empty()) return Chain(Operation{});
  const Chain& first = *model.trace.layers[windows.front()].effect.chain;
  return first.front().dims == 3 ? Chain(Operation{}) : first;
}

}  // namespace

SourcedRequest request_of_layer(const TracedModel& model, std::size_t index, const SourcedRequest& request) {
  SourcedRequest layer = request;
  const Operation& first = model.trace.layers[index].effect.chain->front();
  static_cast<LayerOptions&>(layer.request) = std::get<WindowLayer>(model.layer(index).action).options;
  PerAxis n;
  for (const AxisPlace& place : axis_places(first.dims)) n.*place.number = (first.*place.axis).input;
  n.given = first.dims == 1 ? 1 : first.dims;
  layer.request.n = n;
  layer.request.channels = first.channels;
  static_cast<ModelOptions&>(layer.request) = {};
  return layer;
}

Result<ModelSubject> subject_of_model(const SourcedRequest& request) {
  if (Status alone = check_model_alone(request); !alone) return alone.problems();
  Result<GivenModel> given = given_model(request);
  if (!given) return given.problems();
  if (!given->stop.empty()) return given->stop;
  const std::vector<std::size_t> windows = windows_of(given->traced);
  const View* const view = request.request.view ? find_view(*request.request.view) : nullptr;
  ModelSubject result;
  result.remarks = given->remarks;
  const bool is_of_models = view != nullptr && view->shows_model;
  const bool is_alone =
      windows.size() == 1 && std::holds_alternative<WindowLayer>(given->traced.layer(windows.front()).action);
  const bool is_whole = view == nullptr && !request.request.only && names_parameters(request.request) &&
                        given->traced.trace.layers.size() > 1;
  if (is_alone && !is_of_models && !is_whole) {
    result.layer = request_of_layer(given->traced, windows.front(), request);
    const bool shows_weights = view != nullptr && view->name == "filters" && !gives_numbers(request.request);
    if (!names_parameters(request.request) && !shows_weights) return result;
    const Status taken = take_numbers_of_model(request, windows.front(), result.layer->request);
    return taken ? Result<ModelSubject>(std::move(result)) : taken.problems();
  }
  if (view != nullptr && !is_of_models) {
    if (!windows.empty()) return several_layers(given->traced, windows, view->name);
    return usage_problem("view", fmt::format("{} shows a convolution or pooling, but there is none", view->name),
                         "use --view network");
  }
  if (request.request.beside) {
    return usage_problem("beside", "is for a single layer, but a model is given", "choose one layer with --only");
  }
  const bool shows_numbers = view == nullptr ? gives_numbers(request.request) : view->name == "features";
  if (Status checked = check_model_numbers(request.request, shows_numbers); !checked) return checked.problems();
  result.subject.emplace(first_chain(given->traced, windows));
  if (shows_numbers) {
    Result<ModelNumbers> numbers = numbers_of_model(request, result.remarks);
    if (!numbers) return numbers.problems();
    result.subject->model_numbers = std::make_shared<const ModelNumbers>(*std::move(numbers));
  }
  result.subject->model = std::make_shared<const TracedModel>(std::move(given->traced));
  return result;
}

}  // namespace convarith
