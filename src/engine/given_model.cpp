#include "engine/given_model.hpp"

#include <fmt/core.h>

#include <string_view>
#include <utility>

#include "arithmetic/model/model_part.hpp"
#include "config/fields.hpp"
#include "config/naming.hpp"

namespace convarith {
namespace {

/// What frameworks call the parameters of layers, by JSON key.
struct ParameterWords {
  std::string_view key;
  std::string_view pytorch;
  std::string_view keras;
  std::string_view onnx;
};

constexpr ParameterWords kParameterWords[] = {
    {"k", "kernel_size", "kernel_size", "kernel_shape"},
    {"s", "stride", "strides", "strides"},
    {"p", "padding", "padding", "pads"},
    {"d", "dilation", "dilation_rate", "dilations"},
    {"a", "output_padding", "output_padding", "output_padding"},
    {"adaptive", "output_size", "output_size", "output_size"},
    {"groups", "groups", "groups", "group"},
    {"padding_mode", "padding_mode", "padding_mode", "padding_mode"},
    {"filters", "out_channels", "filters", "filters"},
    {"channels", "in_channels", "channels", "channels"},
};

std::string_view word_of(const ParameterWords& words, Framework framework) {
  if (framework == Framework::pytorch) return words.pytorch;
  return framework == Framework::keras ? words.keras : words.onnx;
}

/// Returns "lenet.txt: line 9", where a layer stands.
std::string place_of(const Model& model, const ModelLayer& layer) {
  if (model.source.empty() || layer.place.empty()) return model.source + layer.place;
  return fmt::format("{}: {}", model.source, layer.place);
}

/// Returns the name of a layer or, if it has only a number, its type.
const std::string& subject_of(const ModelLayer& layer) {
  const bool is_number = layer.name.find_first_not_of("0123456789.") == std::string::npos;
  return is_number ? layer.type : layer.name;
}

/// Returns a request that has all its values at the place of a layer, in the words of the model's framework.
SourcedRequest values_at(const std::string& place, Framework framework) {
  SourcedRequest request;
  for (const Field& field : fields()) {
    if (field.group == kLayerGroup) request.places.emplace(field.key, place);
  }
  for (const ParameterWords& words : kParameterWords) request.words.emplace(words.key, word_of(words, framework));
  return request;
}

/// Locates the problems with a layer that does not fit, and adds with which input it would.
Problems problems_of(const Model& model, const TraceOptions& options, const TraceStop& stop) {
  const ModelLayer& layer = model.layers[stop.layer];
  const std::string place = place_of(model, layer);
  Problems problems = stop.problems;
  for (Problem& problem : problems) {
    if (problem.where.empty()) {
      problem.where = place;
      problem.why = fmt::format("{} {}", subject_of(layer), problem.why);
    } else {
      problem.why = fmt::format("{}: {}", subject_of(layer), problem.why);
    }
  }
  problems = locate(std::move(problems), values_at(place, model.framework));
  if (const std::optional<int> size = size_that_fits(model, options, stop.layer)) {
    std::string& hint = problems.front().hint;
    hint += fmt::format("{}an input of {} would fit, too", hint.empty() ? "" : "; ", *size);
  }
  if (!model.misfit_hint.empty()) problems.front().hint += "; " + model.misfit_hint;
  return problems;
}

GivenModel traced(const Model& model, ModelTrace trace, const TraceOptions& options) {
  GivenModel given;
  if (trace.stop) given.stop = problems_of(model, options, *trace.stop);
  given.traced.name = stem_of(model);
  given.traced.fields = receptive_fields(trace);
  given.traced.trace = std::move(trace);
  given.traced.model = model;
  given.remarks = model.remarks;
  return given;
}

/// Traces only those layers that the request chooses.
Result<GivenModel> chosen_part(const Model& model, const ModelTrace& whole, const std::string& selection,
                               const TraceOptions& options) {
  const Result<std::vector<std::size_t>> layers = chosen_layers(model, selection);
  if (!layers) return layers.problems();
  const Result<Model> part = part_of_model(model, whole, *layers);
  if (!part) return part.problems();
  const TraceOptions own{{}, {}, options.assume_same};
  Result<ModelTrace> trace = trace_model(*part, own);
  if (!trace) return trace.problems();
  GivenModel given = traced(*part, *std::move(trace), own);
  given.remarks = model.remarks;
  return given;
}

}  // namespace

Status check_model_alone(const SourcedRequest& request) {
  Problems problems;
  for (const Field& field : fields()) {
    const bool is_of_input = field.key == "n" || field.key == "channels";
    if (field.group != kLayerGroup || is_of_input || !is_set(request.request, field)) continue;
    problems.push_back(usage_problem(std::string(field.key), "is for a single layer, but a model is given",
                                     "leave one of them out, or put it in the model"));
  }
  if (problems.empty()) return ok();
  return locate(std::move(problems), request);
}

Result<GivenModel> given_model(const SourcedRequest& request) {
  const Model& model = *request.request.model;
  const TraceOptions options{request.request.n, request.request.channels, request.request.assume_same.value_or(false)};
  Result<ModelTrace> trace = trace_model(model, options);
  if (!trace) return locate(std::move(trace).problems(), request);
  if (!request.request.only) return traced(model, *std::move(trace), options);
  Result<GivenModel> part = chosen_part(model, *trace, *request.request.only, options);
  if (!part) return locate(std::move(part).problems(), request);
  return part;
}

}  // namespace convarith
