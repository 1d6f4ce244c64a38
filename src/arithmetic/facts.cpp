#include "arithmetic/facts.hpp"

#include <algorithm>
#include <cassert>
#include <cstdlib>
#include <numeric>

#include "arithmetic/floor_sum.hpp"
#include "arithmetic/layer_values.hpp"
#include "arithmetic/stamped_inputs.hpp"

namespace convarith {
namespace {

/// A limit for distances in cells: far beyond any input, and small enough that calculations with it do not overflow.
constexpr long long kFarthest = 1LL << 40;

/// The largest number of outputs whose view is traced.
constexpr long long kMostAsked = 65536;

/// Returns the product of `a` and `b`, limited to kFarthest on both sides. Neither factor may lie beyond this limit,
/// and `b` must not be negative.
long long times(long long a, long long b) {
  if (b > 0 && std::abs(a) > kFarthest / b) return a < 0 ? -kFarthest : kFarthest;
  return a * b;
}

/// Neighbouring cells, from the first to the last (inclusive).
struct Stretch {
  long long first = 0;
  long long last = 0;
};

Stretch within_reach(Stretch stretch) {
  return {std::clamp(stretch.first, -kFarthest, kFarthest), std::clamp(stretch.last, -kFarthest, kFarthest)};
}

/// Traces one layer back along one axis: from outputs to the inputs, from the first to the last, that they depend on.
class Tracer {
 public:
  Tracer(const Axis& axis, const Operation& operation)
      : axis_(axis), adaptive_(operation.adaptive), transposed_(operation.transposed) {}

  bool is_adaptive() const { return adaptive_; }

  /// Returns after how many outputs the view repeats: an output sees what the output one period earlier sees, moved by
  /// whole cells.
  long long period() const { return transposed_ ? axis_.stride : 1; }

  std::optional<Stretch> inputs_of(const Stretch& outputs) const {
    if (adaptive_) {
      return Stretch{floor_of(outputs.first * axis_.input, axis_.output),
                     ceil_of((outputs.last + 1) * axis_.input, axis_.output) - 1};
    }
    if (!transposed_) {
      return Stretch{times(outputs.first, axis_.stride) - axis_.padding.before,
                     times(outputs.last, axis_.stride) - axis_.padding.before + axis_.effective_kernel() - 1};
    }
    const StampedInputs inputs(axis_, outputs.first, outputs.last);
    const std::optional<long long> first = inputs.first();
    return first ? std::optional(Stretch{*first, *inputs.last()}) : std::nullopt;
  }

  std::optional<Stretch> cells_there_are(const Stretch& inputs) const {
    const Stretch within{std::max(inputs.first, 0LL), std::min(inputs.last, axis_.input - 1LL)};
    return within.first <= within.last ? std::optional(within) : std::nullopt;
  }

  Ratio jump() const {
    if (adaptive_) return {axis_.input, axis_.output};
    return transposed_ ? Ratio{1, axis_.stride} : Ratio{axis_.stride, 1};
  }

 private:
  Axis axis_;
  bool adaptive_;
  bool transposed_;
};

/// Returns what one output of the last layer sees of the first layer's input.
std::optional<Stretch> trace(const std::vector<Tracer>& layers, bool is_bounded, long long output) {
  std::optional<Stretch> seen = Stretch{output, output};
  for (auto layer = layers.rbegin(); seen && layer != layers.rend(); ++layer) {
    seen = layer->inputs_of(*seen);
    if (seen && is_bounded) seen = layer->cells_there_are(*seen);
    if (seen) seen = within_reach(*seen);
  }
  return seen;
}

Ratio product(const Ratio& a, const Ratio& b) {
  // Cancels crosswise first, so that the products are in lowest terms.
  const long long over = std::gcd(a.numerator, b.denominator);
  const long long under = std::gcd(b.numerator, a.denominator);
  return {times(a.numerator / over, b.numerator / under), times(a.denominator / under, b.denominator / over)};
}

}  // namespace

Costs costs_of(const Operation& operation) {
  Costs costs;
  if (operation.is_pooling()) return costs;
  costs.weights = 1;
  for (const int length : weight_shape(operation)) costs.weights *= length;
  costs.multiplications = static_cast<double>(costs.weights);
  // A convolution uses each weight once for each output cell, a transposed convolution once for each input cell.
  for (const Axis& axis : operation.axes()) {
    costs.multiplications *= static_cast<double>(operation.transposed ? axis.input : axis.output);
  }
  costs.bias = operation.has_bias ? operation.filters : 0;
  costs.weights += costs.bias;
  return costs;
}

Costs costs_of(const Chain& chain) {
  Costs costs;
  for (const Operation& operation : chain) {
    const Costs own = costs_of(operation);
    costs.weights += own.weights;
    costs.bias += own.bias;
    costs.multiplications += own.multiplications;
  }
  return costs;
}

ReceptiveField receptive_field(std::span<const Operation> chain, std::size_t axis) {
  std::vector<Tracer> layers;
  ReceptiveField field;
  long long different = 1;
  for (const Operation& operation : chain) {
    layers.emplace_back(operation.axes()[axis], operation);
    field.jump = product(field.jump, layers.back().jump());
    different = times(different, layers.back().period());
  }
  const bool is_bounded =
      std::any_of(layers.begin(), layers.end(), [](const Tracer& each) { return each.is_adaptive(); });
  const long long outputs = chain.empty() ? 1 : chain.back().axes()[axis].output;
  if (is_bounded || different > outputs) different = outputs;
  const long long asked = std::min(different, kMostAsked);
  field.cells = 0;
  for (long long i = 0; i < asked; ++i) {
    const std::optional<Stretch> seen = trace(layers, is_bounded, i * different / asked);
    if (!seen) continue;
    field.cells = std::max(field.cells, seen->last - seen->first + 1);
    if (i > 0) continue;
    field.start = seen->first;
    field.centre = static_cast<double>(seen->first + seen->last) / 2;
  }
  return field;
}

std::optional<Operation> direct_layer_of(const Operation& operation) {
  assert(operation.transposed);
  Operation direct = operation;
  direct.transposed = false;
  direct.padding_rule.reset();
  direct.has_bias = false;
  std::swap(direct.channels, direct.filters);
  for (Axis Operation::*member : {&Operation::depth, &Operation::rows, &Operation::cols}) {
    Axis& axis = direct.*member;
    if (axis.output_padding >= axis.stride) return std::nullopt;
    axis.output_padding = 0;
    std::swap(axis.input, axis.output);
  }
  return direct;
}

Operation transposed_layer_of(const Operation& operation) {
  assert(!operation.transposed && !operation.is_pooling() && operation.padding_mode == PaddingMode::zeros);
  Operation transposed = operation;
  transposed.transposed = true;
  transposed.padding_rule.reset();
  transposed.has_bias = false;
  std::swap(transposed.channels, transposed.filters);
  for (Axis Operation::*member : {&Operation::depth, &Operation::rows, &Operation::cols}) {
    Axis& axis = transposed.*member;
    axis.output_padding = (axis.padded() - axis.effective_kernel()) % axis.stride;
    std::swap(axis.input, axis.output);
  }
  return transposed;
}

Sides transposed_padding(const Axis& axis) {
  const int reach = axis.effective_kernel() - 1;
  return {reach - axis.padding.before, reach - axis.padding.after};
}

}  // namespace convarith
