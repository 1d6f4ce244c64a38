#include "config/numbers/fit_values.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <string_view>
#include <utility>
#include <variant>

namespace convarith {
namespace {

/// Returns the spatial sizes at the end of a shape. Missing leading sizes are 1.
PerAxis sizes_at_end(const std::vector<int>& shape, int dims) {
  const auto from_end = [&shape](std::size_t place) {
    return place < shape.size() ? shape[shape.size() - 1 - place] : 1;
  };
  if (dims == 1) return PerAxis::all(from_end(0));
  if (dims == 2) return {from_end(1), from_end(0)};
  return {from_end(1), from_end(0), from_end(2), 3};
}

/// Returns the length of the axis that `before` other axes separate from the spatial ones, if the shape has it.
std::optional<int> channel_axis(const std::vector<int>& shape, int dims, int before) {
  const std::size_t place = static_cast<std::size_t>(dims) + static_cast<std::size_t>(before);
  return place < shape.size() ? std::optional(shape[shape.size() - 1 - place]) : std::nullopt;
}

/// Returns the channels of all groups together. If there are too many, it is one more than the limit, so that nothing
/// overflows and later checks refuse it.
int of_all_groups(int of_group, int groups) {
  return static_cast<int>(std::clamp(static_cast<long long>(of_group) * groups, 0LL, kLargestParameter + 1LL));
}

std::optional<int> channels_of_values(const Request& request, int dims) {
  return channel_axis(request.values->shape, dims, 0);
}

/// Returns the channels of a depthwise layer: its filters divided by the depth multiplier.
std::optional<int> channels_of_filters(const std::vector<int>& shape, int dims, int multiplier) {
  const std::optional<int> filters = channel_axis(shape, dims, 1);
  const bool divides = filters && multiplier > 0 && *filters % multiplier == 0;
  return divides ? std::optional(*filters / multiplier) : std::nullopt;
}

/// Whether weights are a kernel of a name, which is for any number of channels and filters.
bool is_named_kernel(const Tensor& weights) {
  return !weights.name.empty();
}

/// Returns the number of input channels that the weights' shape implies.
std::optional<int> channels_of_weights(const Request& request, int dims) {
  if (is_named_kernel(*request.weights)) return std::nullopt;
  if (request.depth_multiplier) return channels_of_filters(request.weights->shape, dims, *request.depth_multiplier);
  if (request.transposed.value_or(false)) return channel_axis(request.weights->shape, dims, 1);
  const std::optional<int> of_group = channel_axis(request.weights->shape, dims, 0);
  return of_group ? std::optional(of_all_groups(*of_group, request.groups.value_or(1))) : std::nullopt;
}

std::optional<int> filters_of_weights(const Request& request, int dims) {
  if (is_named_kernel(*request.weights)) return std::nullopt;
  if (!request.transposed.value_or(false)) return channel_axis(request.weights->shape, dims, 1);
  const std::optional<int> of_group = channel_axis(request.weights->shape, dims, 0);
  return of_group ? std::optional(of_all_groups(*of_group, request.groups.value_or(1))) : std::nullopt;
}

/// Returns how many axes the maps of a model have, by its first layer with windows that says it.
int dims_of(const Model& model) {
  for (const ModelLayer& layer : model.layers) {
    const auto* const window = std::get_if<WindowLayer>(&layer.action);
    if (window != nullptr && window->options.dims) return *window->options.dims;
  }
  return 2;
}

/// Whether a model says how many channels its input has.
bool says_channels(const Model& model) {
  for (const ModelLayer& layer : model.layers) {
    const auto* const window = std::get_if<WindowLayer>(&layer.action);
    if (window == nullptr || window->options.op.value_or(Operator::convolution) != Operator::convolution) continue;
    return window->options.channels.has_value();
  }
  return model.input_channels.has_value();
}

/// Adds the spatial axes of length 1 to the weights of a 1×1 convolution, if they are missing.
Tensor as_pointwise(Tensor given, int dims) {
  const std::size_t matrix_axes = 2;
  if (given.shape.size() <= matrix_axes) given.shape.insert(given.shape.end(), static_cast<std::size_t>(dims), 1);
  return given;
}

void take_sizes_from_pointwise(Request& request, int dims) {
  const std::vector<int> shape = as_pointwise(*request.pointwise_weights, dims).shape;
  const bool is_direct =
      request.op.value_or(Operator::convolution) == Operator::convolution && !request.transposed.value_or(false);
  if (!request.pointwise) request.pointwise = channel_axis(shape, dims, 1).value_or(1);
  const std::optional<int> filters = channel_axis(shape, dims, 0);
  // If these filters don't fit the groups, the weights are wrong, and a later check reports them.
  const bool may_be_filters = filters && *filters % std::max(1, request.groups.value_or(1)) == 0;
  if (!request.filters && !request.depth_multiplier && is_direct && may_be_filters) request.filters = filters;
}

/// Checks that values and weights, if both are given, have the same number of channels.
Status check_channels(const Request& request, const Operation& operation) {
  if (!request.values || !request.weights || operation.is_pooling()) return ok();
  const int of_values = channels_of_values(request, operation.dims).value_or(1);
  const int of_weights = channels_of_weights(request, operation.dims).value_or(of_values);
  if (of_values == of_weights) return ok();
  return usage_problem("weights", fmt::format("are for {} channels, but the values have {}", of_weights, of_values),
                       "make them agree");
}

/// Turns a bias into a list, since a file may have it as a column.
Tensor as_list(const Tensor& given) {
  const bool is_list =
      *std::max_element(given.shape.begin(), given.shape.end()) == static_cast<int>(given.values.size());
  return is_list ? Tensor{{static_cast<int>(given.values.size())}, given.values} : given;
}

/// The largest number allowed. Sums of products of such numbers are far from overflow, and longer numbers would be
/// illegible in a figure.
constexpr double kLargestNumber = 1e15;

Status check_numbers(const Tensor& given, std::string_view key) {
  for (const double number : given.values) {
    if (std::abs(number) <= kLargestNumber) continue;
    return usage_problem(std::string(key), fmt::format("contains {:g}, which is too large", number),
                         fmt::format("use numbers up to {:g}", kLargestNumber));
  }
  return ok();
}

/// Adds or removes leading axes of length 1 until `given` has the shape `wanted`. Errors: the shapes differ otherwise.
Result<Tensor> fit(const Tensor& given, const std::vector<int>& wanted, std::string_view key, std::string_view what) {
  const auto without_ones = [](const std::vector<int>& shape) {
    auto first = shape.begin();
    while (shape.end() - first > 1 && *first == 1) ++first;
    return std::vector<int>(first, shape.end());
  };
  if (wanted.size() >= given.shape.size() && without_ones(given.shape) == without_ones(wanted)) {
    return Tensor{wanted, given.values};
  }
  return usage_problem(
      std::string(key),
      fmt::format("has the shape {}, but {} has {}", fmt::join(given.shape, " x "), what, fmt::join(wanted, " x ")),
      "make them agree; leading axes of length 1 may be left out");
}

/// Returns the weights of a layer each of whose filters has the kernel on each of its channels.
/// Errors: the layer's kernel has another size.
Result<Tensor> fit_named_kernel(const Tensor& kernel, const Operation& operation) {
  if (operation.dims != 2) {
    return usage_problem("weights",
                         fmt::format("{} is a kernel for two axes, but the layer has {}", kernel.name, operation.dims),
                         "give its numbers");
  }
  const std::vector<int> shape = weight_shape(operation);
  if (!std::equal(kernel.shape.begin(), kernel.shape.end(), shape.end() - 2)) {
    return usage_problem("weights",
                         fmt::format("{} is {}, but the layer's kernel is {}", kernel.name,
                                     fmt::join(kernel.shape, "x"), fmt::join(shape.end() - 2, shape.end(), "x")),
                         "make them agree, or leave the layer's size out; box, gaussian and identity take a size, as "
                         "in gaussian:5");
  }
  const long long kernels = static_cast<long long>(shape[0]) * shape[1];
  if (kernels > static_cast<long long>(kMostNumbers / kernel.values.size())) {
    return usage_problem("weights", fmt::format("the layer has more than {} weights", kMostNumbers),
                         "use fewer channels or filters");
  }
  Tensor weights{shape, {}};
  for (long long i = 0; i < kernels; ++i) {
    weights.values.insert(weights.values.end(), kernel.values.begin(), kernel.values.end());
  }
  return weights;
}

/// Fits the tensors of a chain to their shapes and collects the problems. The operation is the first layer.
class Fitting {
 public:
  explicit Fitting(const Operation& operation) : pools_(operation.is_pooling()) {}

  const Problems& problems() const { return problems_; }

  void refuse(std::string_view key, std::string why, std::string hint) {
    problems_.push_back(usage_problem(std::string(key), std::move(why), std::move(hint)));
  }

  void take(const std::optional<Tensor>& given, const std::vector<int>& shape, std::string_view key,
            std::string_view what, Tensor& into) {
    if (!given) return;
    Result<Tensor> fitted = fit(*given, shape, key, what);
    const Status written = check_numbers(*given, key);
    if (fitted && written) {
      into = *std::move(fitted);
      return;
    }
    const Problems& wrong = fitted ? written.problems() : fitted.problems();
    problems_.insert(problems_.end(), wrong.begin(), wrong.end());
  }

  bool belongs_to_convolutions(const std::optional<Tensor>& given, std::string_view key) {
    if (!given || !pools_) return true;
    refuse(key, "pooling has no weights and no bias", "leave it out");
    return false;
  }

 private:
  bool pools_;
  Problems problems_;
};

}  // namespace

void take_sizes_from_values(Request& request) {
  const int dims = request.dims.value_or(2);
  if (dims < 1 || dims > 3) return;  // a later check reports this
  if (request.values) {
    if (!request.n) request.n = sizes_at_end(request.values->shape, dims);
    if (!request.channels) request.channels = channels_of_values(request, dims);
  }
  if (request.weights) {
    if (!request.k) request.k = sizes_at_end(request.weights->shape, dims);
    if (!request.filters) request.filters = filters_of_weights(request, dims);
    // With a kernel of a name each group of channels gets a filter, if nothing else says how many there are.
    const bool says_filters = request.filters || request.depth_multiplier || request.pointwise_weights;
    if (is_named_kernel(*request.weights) && !says_filters) request.filters = request.groups;
    if (!request.channels) request.channels = channels_of_weights(request, dims);
  }
  if (request.pointwise_weights) take_sizes_from_pointwise(request, dims);
  const bool pools = request.op.value_or(Operator::convolution) != Operator::convolution;
  if (request.bias && !request.has_bias && !pools) request.has_bias = true;
}

void take_input_from_values(Request& request) {
  if (!request.values || request.n) return;
  const std::vector<std::optional<MapShape>>& inputs = request.model->inputs;
  if (!inputs.empty() && inputs.front()) return;
  const int dims = dims_of(*request.model);
  request.n = sizes_at_end(request.values->shape, dims);
  if (!request.channels && !says_channels(*request.model)) {
    request.channels = channel_axis(request.values->shape, dims, 0).value_or(1);
  }
}

Status check_no_numbers_of_models(const Request& request) {
  constexpr std::pair<std::string_view, bool (*)(const Request&)> of_models[] = {
      {"weights", [](const Request& r) { return r.weights && r.weights->shape.empty(); }},
      {"parameters", [](const Request& r) { return r.parameters.has_value(); }},
      {"classes", [](const Request& r) { return r.classes.has_value(); }},
      {"targets", [](const Request& r) { return r.targets.has_value(); }},
  };
  for (const auto& [key, is_given] : of_models) {
    if (!is_given(request)) continue;
    return usage_problem(std::string(key), "is for a model, and none is given",
                         key == "weights" ? "add --model, or give a .npy file with the weights of the layer"
                                          : "add --model, or leave it out");
  }
  return ok();
}

void say_groups_of_multiplier(Request& request) {
  Request sized = request;
  take_sizes_from_values(sized);
  const auto is_possible = [](int count) { return count >= 1 && count <= kLargestParameter; };
  const int channels = sized.channels.value_or(1);
  // The checks of the layer itself report numbers out of range.
  if (!request.depth_multiplier || !is_possible(*request.depth_multiplier) || !is_possible(channels)) return;
  if (channels > 1) request.groups = channels;
  request.filters = of_all_groups(*request.depth_multiplier, channels);
  request.depth_multiplier.reset();
}

Result<ChainValues> fit_values(const Request& request, const Chain& chain) {
  const Operation& operation = chain.front();
  const Operation& last = chain.back();
  if (Status agree = check_channels(request, operation); !agree) return agree.problems();
  ChainValues values(chain.size());
  Fitting fitting(operation);
  fitting.take(request.values, input_shape(operation), "values", "the layer's input", values.front().input);
  if (request.weights && is_named_kernel(*request.weights) && !operation.is_pooling()) {
    Result<Tensor> weights = fit_named_kernel(*request.weights, operation);
    if (!weights) return weights.problems();
    values.front().weights = *std::move(weights);
  } else if (fitting.belongs_to_convolutions(request.weights, "weights")) {
    fitting.take(request.weights, weight_shape(operation), "weights", "the layer's kernel", values.front().weights);
  }
  if (request.pointwise_weights) {
    fitting.take(as_pointwise(*request.pointwise_weights, last.dims), weight_shape(last), "pointwise_weights",
                 "the 1×1 convolution", values.back().weights);
  }
  if (request.bias && !operation.is_pooling() && !last.has_bias) {
    fitting.refuse("bias", "the layer has no bias, because has_bias is false", "leave one of them out");
  } else if (request.bias && fitting.belongs_to_convolutions(request.bias, "bias")) {
    fitting.take(as_list(*request.bias), bias_shape(last), "bias", "the layer's output", values.back().bias);
  }
  if (!fitting.problems().empty()) return fitting.problems();
  return values;
}

}  // namespace convarith
