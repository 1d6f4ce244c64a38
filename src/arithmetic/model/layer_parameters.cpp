#include "arithmetic/model/layer_parameters.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <utility>
#include <variant>

#include "arithmetic/layer_values.hpp"

namespace convarith {
namespace {

using Function = NumberFunction::Kind;
using Role = LayerParameter::Role;

/// What each kind of layer learns, with the names that follow the layer's.
class ParameterList {
 public:
  ParameterList(const TracedLayer& traced, const TracedMap& input)
      : traced_(traced), channels_(input.shape.channels.number) {}

  std::vector<LayerParameter> operator()(const WindowLayer&) const {
    std::vector<LayerParameter> parameters;
    const Chain& chain = *traced_.effect.chain;
    for (std::size_t i = 0; i < chain.size(); ++i) {
      if (chain[i].is_pooling()) continue;
      parameters.push_back(
          {i == 0 ? Role::weight : Role::pointwise, i == 0 ? "weight" : "pointwise.weight", weight_shape(chain[i])});
    }
    for (const Operation& operation : chain) {
      if (operation.has_bias) parameters.push_back({Role::bias, "bias", bias_shape(operation)});
    }
    return parameters;
  }

  std::vector<LayerParameter> operator()(const Linear& linear) const {
    const int out = linear.out.number.value_or(0);
    const int in = features(linear);
    std::vector<LayerParameter> parameters{{Role::weight, "weight", {out, in}}};
    if (linear.is_turned) std::reverse(parameters.front().shape.begin(), parameters.front().shape.end());
    if (linear.has_bias) parameters.push_back({Role::bias, "bias", {out}});
    return parameters;
  }

  std::vector<LayerParameter> operator()(const ShapeKeeper& keeper) const {
    const std::vector<int> all{channels_.value_or(0)};
    const NumberFunction& function = keeper.function;
    if (function.kind == Function::prelu) {
      return {{Role::weight, "weight", keeper.weights > 0 ? std::vector{static_cast<int>(keeper.weights)} : all}};
    }
    if (function.kind >= Function::sum && function.beta != 0) return {{Role::weight, "weight", {}}};
    if (function.kind != Function::batch_normalization) return {};
    std::vector<LayerParameter> parameters;
    if (function.beta != 0) parameters = {{Role::weight, "weight", all}, {Role::bias, "bias", all}};
    parameters.push_back({Role::mean, "running_mean", all});
    parameters.push_back({Role::variance, "running_var", all});
    return parameters;
  }

  template <class Action>
  std::vector<LayerParameter> operator()(const Action&) const {
    return {};
  }

 private:
  /// The features that come in: of a map those along its last axis, or its channels.
  int features(const Linear& linear) const {
    if (linear.in.number) return *linear.in.number;
    return channels_.value_or(0);
  }

  const TracedLayer& traced_;
  std::optional<int> channels_;
};

/// Gives parameters the names that files have for them.
Status name_parameters(const ModelLayer& layer, std::size_t number, Framework framework,
                       std::vector<LayerParameter>& parameters) {
  if (framework == Framework::onnx) {
    const bool is_known = layer.parameters.size() >= parameters.size() &&
                          std::none_of(layer.parameters.begin(),
                                       layer.parameters.begin() + static_cast<std::ptrdiff_t>(parameters.size()),
                                       [](const std::string& name) { return name.empty(); });
    if (!is_known) {
      return usage_problem(layer.place, fmt::format("{} has weights that the file computes", layer_words(layer)),
                           "simplify the file, so that it has their numbers");
    }
    for (std::size_t i = 0; i < parameters.size(); ++i) parameters[i].name = layer.parameters[i];
    return ok();
  }
  // Keras counts the calls of a layer.
  const std::string name =
      layer.shares_weights && framework == Framework::keras ? layer.name.substr(0, layer.name.rfind(':')) : layer.name;
  for (LayerParameter& parameter : parameters) {
    parameter.name = fmt::format("{}.{}", name.empty() ? fmt::format("{}", number) : name, parameter.name);
  }
  return ok();
}

std::string text_of(const std::vector<int>& shape) {
  return shape.empty() ? "a single number" : fmt::format("{}", fmt::join(shape, " x "));
}

/// Makes up the parameters of one layer after the other.
class RandomParameters {
 public:
  explicit RandomParameters(const RandomValues& random) : random_(random) {}

  /// `epsilon` is what a batch normalization adds to the variance.
  Result<Tensor> make(const LayerParameter& parameter, double epsilon, bool is_normalization) {
    const auto all = [&parameter](double number) {
      std::size_t count = 1;
      for (const int length : parameter.shape) count *= static_cast<std::size_t>(length);
      return Tensor{parameter.shape, std::vector<double>(count, number)};
    };
    switch (parameter.role) {
      case Role::mean:
        return all(0);
      case Role::variance:
        return all(1 - epsilon);
      case Role::bias:
        if (is_normalization) return all(0);
        return random_tensor(RandomKind::bias, biases_++, parameter.shape, random_);
      case Role::weight:
      case Role::pointwise:
        if (is_normalization) return all(1);
        return weights(parameter.shape);
    }
    return Tensor{};
  }

 private:
  Result<Tensor> weights(const std::vector<int>& shape) {
    const std::size_t number = weights_++;
    if (number == 0) return random_tensor(RandomKind::weights, 0, shape, random_);
    return random_tensor(RandomKind::following_weights, number - 1, shape, random_);
  }

  RandomValues random_;
  std::size_t weights_ = 0;
  std::size_t biases_ = 0;
};

}  // namespace

std::string layer_words(const ModelLayer& layer) {
  if (layer.name.empty() || layer.name == layer.type) return layer.type;
  return fmt::format("{} ({})", layer.name, layer.type);
}

Result<std::vector<LayerParameter>> parameters_of(const Model& model, const ModelTrace& trace, std::size_t index) {
  const TracedLayer& traced = trace.layers[index];
  const ModelLayer& layer = model.layers[traced.layer];
  const TracedMap& input = trace.map_of(traced.sources.front());
  std::vector<LayerParameter> parameters = std::visit(ParameterList(traced, input), layer.action);
  const bool is_open = std::any_of(parameters.begin(), parameters.end(), [](const LayerParameter& parameter) {
    return std::find(parameter.shape.begin(), parameter.shape.end(), 0) != parameter.shape.end();
  });
  if (is_open || !traced.effect.has_channels) {
    return usage_problem(layer.place, fmt::format("{} has a number of channels that isn't known", layer_words(layer)),
                         "write it as a number, or give the input's channels");
  }
  if (Status named = name_parameters(layer, traced.layer, model.framework, parameters); !named) return named.problems();
  return parameters;
}

Result<Tensor> fit_parameter(Tensor numbers, const LayerParameter& parameter) {
  if (parameter.shape.empty() || numbers.shape == parameter.shape) return numbers;
  const auto is_longer = [](int length) { return length != 1; };
  const bool is_row = parameter.shape.size() == 1 &&
                      numbers.values.size() == static_cast<std::size_t>(parameter.shape.front()) &&
                      std::count_if(numbers.shape.begin(), numbers.shape.end(), is_longer) <= 1;
  if (!is_row) {
    return usage_problem(
        {}, fmt::format("is {}, but the layer takes {}", text_of(numbers.shape), text_of(parameter.shape)));
  }
  numbers.shape = parameter.shape;
  return numbers;
}

Result<std::vector<std::vector<Tensor>>> random_parameters(const Model& model, const ModelTrace& trace,
                                                           const RandomValues& random) {
  RandomParameters made(random);
  std::map<std::string, Tensor> known;
  std::vector<std::vector<Tensor>> all;
  for (std::size_t i = 0; i < trace.layers.size(); ++i) {
    const ModelLayer& layer = model.layers[trace.layers[i].layer];
    const Result<std::vector<LayerParameter>> parameters = parameters_of(model, trace, i);
    if (!parameters) return parameters.problems();
    const auto* const keeper = std::get_if<ShapeKeeper>(&layer.action);
    const bool is_normalization = keeper != nullptr && keeper->function.kind == Function::batch_normalization;
    std::vector<Tensor>& tensors = all.emplace_back();
    for (const LayerParameter& parameter : *parameters) {
      const auto found = layer.shares_weights ? known.find(parameter.name) : known.end();
      if (found != known.end()) {
        tensors.push_back(found->second);
        continue;
      }
      Result<Tensor> tensor = made.make(parameter, is_normalization ? keeper->function.alpha : 0, is_normalization);
      if (!tensor) return tensor.problems();
      known[parameter.name] = *tensor;
      tensors.push_back(*std::move(tensor));
    }
  }
  return all;
}

}  // namespace convarith
