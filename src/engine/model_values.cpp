#include "engine/model_values.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstddef>
#include <utility>

#include "arithmetic/model/layer_parameters.hpp"

namespace convarith {
namespace {

std::string lengths_text(const std::vector<int>& shape) {
  return fmt::format("{}", fmt::join(shape, " x "));
}

/// The most inputs of which a model computes its numbers.
constexpr int kMostInputs = 64;

/// Returns a tensor in the shape of several inputs. The axis of the inputs, or that of the only channel, may be
/// missing.
std::optional<Tensor> as_inputs(Tensor numbers, const std::vector<int>& shape) {
  std::vector<int>& given = numbers.shape;
  const auto ends_in_shape = [&] {
    return given.size() == shape.size() + 1 && std::equal(shape.begin(), shape.end(), given.begin() + 1);
  };
  if (given == shape) given.insert(given.begin(), 1);
  if (ends_in_shape()) return numbers;
  if (shape.front() != 1) return std::nullopt;
  if (given.size() + 1 == shape.size()) given.insert(given.begin(), {1, 1});
  if (given.size() == shape.size()) given.insert(given.begin() + 1, 1);
  return ends_in_shape() ? std::optional(std::move(numbers)) : std::nullopt;
}

/// Returns the inputs in the model's shape.
Result<std::vector<Tensor>> inputs_of_model(const Tensor& input, const TracedModel& traced,
                                            const WeightSource& weights) {
  const std::vector<int> shape = lengths_of_map(traced.trace.inputs.front().shape);
  if (input.values.empty() && weights.random) {
    Result<Tensor> made_up = random_tensor(RandomKind::input, 0, shape, *weights.random);
    if (!made_up) return made_up.problems();
    return std::vector{*std::move(made_up)};
  }
  if (input.values.empty()) {
    return usage_problem("values", "are required: the numbers that the model gets",
                         "give a file with them, or let them be made up by --random 1");
  }
  const std::optional<Tensor> all = as_inputs(input, shape);
  if (!all) {
    return usage_problem("values",
                         fmt::format("are {}, but the model takes {}", lengths_text(input.shape), lengths_text(shape)),
                         "give numbers of that shape, or another size by -n");
  }
  const int count = all->shape.front();
  if (count > kMostInputs) {
    return usage_problem("values", fmt::format("have {} inputs, more than the {} that are shown", count, kMostInputs),
                         "give fewer");
  }
  std::vector<Tensor> inputs;
  const auto length = static_cast<std::ptrdiff_t>(all->values.size()) / count;
  for (auto first = all->values.begin(); first != all->values.end(); first += length) {
    inputs.push_back({shape, {first, first + length}});
  }
  return inputs;
}

/// Returns the file that has the weights; empty if there is none.
std::string weight_file_of(const Model& model, const WeightSource& weights) {
  const bool is_piped = model.source == "standard input";
  const bool has_own = model.framework == Framework::onnx && !weights.random && !is_piped;
  return weights.file.empty() && has_own ? model.source : weights.file;
}

Result<ModelParameters> read_parameters(const TracedModel& traced, const WeightSource& weights) {
  const std::string file = weight_file_of(traced.model, weights);
  if (!file.empty()) return read_weight_file(traced.model, traced.trace, file);
  if (!weights.named.empty()) return fit_parameters(traced.model, traced.trace, weights.named, "the preset");
  if (!weights.random) {
    // A model without weights needs none.
    if (Result<ModelParameters> none = fit_parameters(traced.model, traced.trace, {}, ""); none) return none;
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

Result<ModelParameters> parameters_of_model(const TracedModel& traced, const WeightSource& weights) {
  Result<ModelParameters> parameters = read_parameters(traced, weights);
  if (parameters) return parameters;
  return in_model(std::move(parameters).problems(), traced.model);
}

Result<ModelValues> values_of_model(const GivenModel& given, const WeightSource& weights, const Tensor& input,
                                    const ForwardProgress& progress) {
  const TracedModel& traced = given.traced;
  if (!given.stop.empty()) return given.stop;
  if (Status computable = check_computable(traced.model, traced.trace); !computable) {
    return in_model(computable.problems(), traced.model);
  }
  Result<std::vector<Tensor>> inputs = inputs_of_model(input, traced, weights);
  if (!inputs) return inputs.problems();
  Result<ModelParameters> parameters = parameters_of_model(traced, weights);
  if (!parameters) return parameters.problems();
  ModelValues values{std::move(parameters->layers), {}, std::move(parameters->remarks)};
  for (Tensor& one : *inputs) {
    Result<std::vector<Tensor>> outputs = forward_pass(traced.model, traced.trace, values.parameters, one, progress);
    if (!outputs) return in_model(std::move(outputs).problems(), traced.model);
    values.pictures.push_back({{}, std::move(one), *std::move(outputs)});
  }
  if (!traced.model.misfit_hint.empty()) values.remarks.push_back(traced.model.misfit_hint);
  return values;
}

}  // namespace convarith
