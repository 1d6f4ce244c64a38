#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "arithmetic/model/forward_layers.hpp"

namespace convarith {
namespace {

using Function = NumberFunction::Kind;

double sigmoid_of(double x) {
  return 1 / (1 + std::exp(-x));
}

/// log(1 + e^x), for large x, too.
double log_one_plus_exp(double x) {
  return std::max(x, 0.) + std::log1p(std::exp(-std::abs(x)));
}

/// Softplus of PyTorch: above the threshold beta it is the number itself.
double softplus_of(double x, double alpha, double beta) {
  return alpha * x > beta ? x : log_one_plus_exp(alpha * x) / alpha;
}

double gelu_of(double x) {
  return 0.5 * x * (1 + std::erf(x / std::sqrt(2.)));
}

double tanh_gelu_of(double x) {
  constexpr double cubic = 0.044715;
  const double scale = std::sqrt(2 / std::acos(-1.));
  return 0.5 * x * (1 + std::tanh(scale * (x + cubic * x * x * x)));
}

/// Constants of Klambauer, Unterthiner, Mayr and Hochreiter, "Self-normalizing neural networks", 2017.
double selu_of(double x) {
  constexpr double alpha = 1.6732632423543772848170429916717;
  constexpr double scale = 1.0507009873554804934193349852946;
  return scale * (x > 0 ? x : alpha * std::expm1(x));
}

/// Returns what a function makes of one number that depends on no other.
double value_of(const NumberFunction& function, double x) {
  const double alpha = function.alpha;
  const double beta = function.beta;
  switch (function.kind) {
    case Function::clamp:
      return std::min(std::max(x, alpha), beta);
    case Function::leaky_relu:
      return x > 0 ? x : alpha * x;
    case Function::elu:
      return x > 0 ? x : alpha * std::expm1(x);
    case Function::celu:
      return x > 0 ? x : alpha * std::expm1(x / alpha);
    case Function::selu:
      return selu_of(x);
    case Function::gelu:
      return gelu_of(x);
    case Function::tanh_gelu:
      return tanh_gelu_of(x);
    case Function::silu:
      return x * sigmoid_of(x);
    case Function::mish:
      return x * std::tanh(log_one_plus_exp(x));
    case Function::hard_swish:
      return x * std::clamp(x + 3, 0., 6.) / 6;
    case Function::sigmoid:
      return sigmoid_of(x);
    case Function::log_sigmoid:
      return -log_one_plus_exp(-x);
    case Function::hard_sigmoid:
      return std::clamp(alpha * x + beta, 0., 1.);
    case Function::tanh:
      return std::tanh(x);
    case Function::softplus:
      return softplus_of(x, alpha, beta);
    case Function::softsign:
      return x / (1 + std::abs(x));
    case Function::erf:
      return std::erf(x);
    default:
      return x;
  }
}

double with_number(Function kind, double x, double number) {
  switch (kind) {
    case Function::sum:
      return x + number;
    case Function::product:
      return x * number;
    case Function::difference:
      return x - number;
    case Function::turned_difference:
      return number - x;
    case Function::quotient:
      return x / number;
    case Function::turned_quotient:
      return number / x;
    default:
      return x;
  }
}

/// Returns the axis of a map, the channels being 0, along which a softmax goes; nothing if there is none.
std::optional<std::size_t> softmax_axis(const NumberFunction& function, std::size_t axes) {
  // Without an axis PyTorch takes the channels, but for three axes the batch.
  if (!function.axis) return axes == 2 ? std::nullopt : std::optional<std::size_t>(0);
  const int axis = *function.axis < 0 ? *function.axis + static_cast<int>(axes) : *function.axis - 1;
  if (axis < 0 || axis >= static_cast<int>(axes)) return std::nullopt;
  return static_cast<std::size_t>(axis);
}

/// Calls visit(first, count, step) for all rows of numbers along an axis.
template <class Visit>
void for_each_row(const std::vector<int>& shape, std::size_t axis, const Visit& visit) {
  std::size_t step = 1;
  for (std::size_t i = axis + 1; i < shape.size(); ++i) step *= static_cast<std::size_t>(shape[i]);
  const auto count = static_cast<std::size_t>(shape[axis]);
  const std::size_t block = step * count;
  for (std::size_t start = 0; start < numbers_in(shape); start += block) {
    for (std::size_t i = 0; i < step; ++i) visit(start + i, count, step);
  }
}

void apply_softmax(const NumberFunction& function, Tensor& map) {
  std::vector<double>& x = map.values;
  for_each_row(map.shape, *softmax_axis(function, map.shape.size()),
               [&](std::size_t first, std::size_t count, std::size_t step) {
                 double most = x[first];
                 for (std::size_t i = 0; i < count; ++i) most = std::max(most, x[first + i * step]);
                 double sum = 0;
                 for (std::size_t i = 0; i < count; ++i) sum += std::exp(x[first + i * step] - most);
                 const double log_of_sum = std::log(sum);
                 for (std::size_t i = 0; i < count; ++i) {
                   double& value = x[first + i * step];
                   value -= most + log_of_sum;
                   if (function.kind == Function::softmax) value = std::exp(value);
                 }
               });
}

/// Calls visit(number, channel) for all numbers of a map.
template <class Visit>
void for_each_of_channels(Tensor& map, const Visit& visit) {
  const auto channels = static_cast<std::size_t>(map.shape.front());
  const std::size_t cells = map.values.size() / std::max<std::size_t>(channels, 1);
  for (std::size_t channel = 0; channel < channels; ++channel) {
    for (std::size_t i = 0; i < cells; ++i) visit(map.values[channel * cells + i], channel);
  }
}

void apply_batch_normalization(const NumberFunction& function, const std::vector<Tensor>& parameters, Tensor& map) {
  const bool is_learned = function.beta != 0;
  const std::vector<double>& mean = parameters[is_learned ? 2 : 0].values;
  const std::vector<double>& variance = parameters[is_learned ? 3 : 1].values;
  for_each_of_channels(map, [&](double& value, std::size_t channel) {
    value = (value - mean[channel]) / std::sqrt(variance[channel] + function.alpha);
    if (is_learned) value = value * parameters[0].values[channel] + parameters[1].values[channel];
  });
}

void apply_prelu(const std::vector<double>& slopes, Tensor& map) {
  for_each_of_channels(map, [&slopes](double& value, std::size_t channel) {
    if (value < 0) value *= slopes[slopes.size() == 1 ? 0 : channel];
  });
}

/// Computes with numbers of which each goes with all cells along the axes where there is only one.
void apply_constant(Function kind, const Tensor& constant, Tensor& map) {
  std::vector<std::size_t> steps(map.shape.size());
  std::size_t step = 1;
  for (std::size_t i = 0; i < std::min(constant.shape.size(), map.shape.size()); ++i) {
    const int length = constant.shape[constant.shape.size() - 1 - i];
    steps[map.shape.size() - 1 - i] = length == 1 ? 0 : step;
    step *= static_cast<std::size_t>(length);
  }
  std::vector<int> at(map.shape.size());
  std::size_t place = 0;
  for (double& value : map.values) {
    value = with_number(kind, value, constant.values[place]);
    for (std::size_t axis = at.size(); axis-- > 0;) {
      place += steps[axis];
      if (++at[axis] < map.shape[axis]) break;
      place -= steps[axis] * static_cast<std::size_t>(map.shape[axis]);
      at[axis] = 0;
    }
  }
}

}  // namespace

bool is_computable(const NumberFunction& function, std::size_t axes) {
  if (function.kind == Function::unknown) return false;
  const bool is_softmax = function.kind == Function::softmax || function.kind == Function::log_softmax;
  return !is_softmax || softmax_axis(function, axes).has_value();
}

bool goes_with_map(const std::vector<int>& constant, const std::vector<int>& map) {
  for (std::size_t i = 0; i < constant.size(); ++i) {
    const int length = constant[constant.size() - 1 - i];
    if (length != 1 && (i >= map.size() || length != map[map.size() - 1 - i])) return false;
  }
  return true;
}

void apply_function(const NumberFunction& function, const std::vector<Tensor>& parameters, Tensor& map) {
  switch (function.kind) {
    case Function::unknown:
    case Function::identity:
      return;
    case Function::softmax:
    case Function::log_softmax:
      return apply_softmax(function, map);
    case Function::batch_normalization:
      return apply_batch_normalization(function, parameters, map);
    case Function::prelu:
      return apply_prelu(parameters.front().values, map);
    case Function::sum:
    case Function::product:
    case Function::difference:
    case Function::turned_difference:
    case Function::quotient:
    case Function::turned_quotient:
      return apply_constant(function.kind, parameters.empty() ? Tensor{{}, {function.alpha}} : parameters.front(), map);
    default:
      for (double& value : map.values) value = value_of(function, value);
  }
}

}  // namespace convarith
