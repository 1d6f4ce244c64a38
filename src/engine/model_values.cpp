#include "engine/model_values.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <utility>

#include "arithmetic/model/layer_parameters.hpp"
#include "config/models/weight_file.hpp"

namespace convarith {
namespace {

std::string lengths_text(const std::vector<int>& shape) {
  return fmt::format("{}", fmt::join(shape, " x "));
}

/// Returns the input in the model's shape.
Result<Tensor> fitting_input(const Tensor& input, const TracedModel& traced, const WeightSource& weights) {
  const std::vector<int> shape = lengths_of_map(traced.trace.inputs.front().shape);
  if (input.values.empty() && weights.random) return random_tensor(RandomKind::input, 0, shape, *weights.random);
  if (input.values.empty()) {
    return usage_problem("values", "are required: the numbers that the model gets",
                         "give a file with them, or let them be made up by --random 1");
  }
  Tensor fitting = input;
  const bool has_no_channel = shape.front() == 1 && fitting.shape.size() + 1 == shape.size();
  if (has_no_channel) fitting.shape.insert(fitting.shape.begin(), 1);
  if (fitting.shape == shape) return fitting;
  return usage_problem("values",
                       fmt::format("are {}, but the model takes {}", lengths_text(input.shape), lengths_text(shape)),
                       "give numbers of that shape, or another size by -n");
}

/// Returns the file that has the weights; empty if there is none.
std::string weight_file_of(const Model& model, const WeightSource& weights) {
  const bool is_piped = model.source == "standard input";
  const bool has_own = model.framework == Framework::onnx && !weights.random && !is_piped;
  return weights.file.empty() && has_own ? model.source : weights.file;
}

Result<ModelParameters> parameters_for(const TracedModel& traced, const WeightSource& weights) {
  const std::string file = weight_file_of(traced.model, weights);
  if (!file.empty()) return read_weight_file(traced.model, traced.trace, file);
  if (!weights.random) {
    return usage_problem("weights", "are required: a file with the numbers of the model's layers",
                         "give an .npz file of its state dict, or let them be made up by --random 1");
  }
  auto made = random_parameters(traced.model, traced.trace, *weights.random);
  if (!made) return made.problems();
  return ModelParameters{*std::move(made)};
}

/// Puts the model's file before the places of layers.
Problems in_model(Problems problems, const Model& model) {
  for (Problem& problem : problems) {
    const bool is_place = problem.where != "values" && problem.where != "weights" && problem.where != "random";
    if (!is_place) continue;
    problem.where = problem.where.empty() || model.source.empty() ? model.source + problem.where
                                                                  : fmt::format("{}: {}", model.source, problem.where);
  }
  return problems;
}

}  // namespace

Result<ModelValues> values_of_model(const GivenModel& given, const WeightSource& weights, const Tensor& input,
                                    const ForwardProgress& progress) {
  const TracedModel& traced = given.traced;
  if (!given.stop.empty()) return given.stop;
  if (Status computable = check_computable(traced.model, traced.trace); !computable) {
    return in_model(computable.problems(), traced.model);
  }
  Result<Tensor> fitting = fitting_input(input, traced, weights);
  if (!fitting) return fitting.problems();
  Result<ModelParameters> parameters = parameters_for(traced, weights);
  if (!parameters) return in_model(std::move(parameters).problems(), traced.model);
  Result<std::vector<Tensor>> outputs =
      forward_pass(traced.model, traced.trace, parameters->layers, *fitting, progress);
  if (!outputs) return in_model(std::move(outputs).problems(), traced.model);
  ModelValues values{*std::move(fitting), {}, std::move(parameters->remarks)};
  for (std::size_t i = 0; i < outputs->size(); ++i) {
    values.layers.push_back({std::move(parameters->layers[i]), std::move((*outputs)[i])});
  }
  if (!traced.model.misfit_hint.empty()) values.remarks.push_back(traced.model.misfit_hint);
  return values;
}

}  // namespace convarith
