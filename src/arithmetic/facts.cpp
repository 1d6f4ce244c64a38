#include "convarith/facts.hpp"

#include <algorithm>
#include <cassert>
#include <limits>
#include <numeric>

#include "convarith/stages.hpp"
#include "convarith/tensor.hpp"
#include "convarith/walkthrough.hpp"

namespace convarith {
namespace {

/// Far beyond any input, and so near that calculations with it stay in range.
constexpr long long kFarthest = 1LL << 40;

long long floor_of(long long dividend, long long divisor) {
  return dividend / divisor - (dividend % divisor < 0 ? 1 : 0);
}

long long ceil_of(long long dividend, long long divisor) {
  return -floor_of(-dividend, divisor);
}

/// Asked one by one, the taps of a long output would take too long.
bool is_stamped(const Axis& axis, int input) {
  const long long first = static_cast<long long>(input) * axis.stride - axis.padding.before;
  const long long tap = std::max(0LL, ceil_of(-first, axis.dilation));
  return tap < axis.kernel && first + tap * axis.dilation < axis.output;
}

std::vector<bool> visited_along(const Axis& axis, const Operation& operation) {
  if (!operation.transposed) return walk_along(axis, operation).visited();
  std::vector<bool> visited;
  visited.reserve(static_cast<std::size_t>(axis.input));
  for (int i = 0; i < axis.input; ++i) visited.push_back(is_stamped(axis, i));
  return visited;
}

/// Neighbouring cells, from the first to the last.
struct Stretch {
  long long first = 0;
  long long last = 0;
};

Stretch within_reach(Stretch stretch) {
  return {std::clamp(stretch.first, -kFarthest, kFarthest), std::clamp(stretch.last, -kFarthest, kFarthest)};
}

/// One layer along one axis, backwards: the inputs from the first to the last that some outputs depend on.
class Tracer {
 public:
  Tracer(const Axis& axis, const Operation& operation)
      : axis_(axis), adaptive_(operation.adaptive), transposed_(operation.transposed) {
    if (transposed_) find_phases();
  }

  /// Whether what an output sees is that of the first one, moved.
  bool is_even() const { return !adaptive_ && !transposed_; }

  std::optional<Stretch> inputs_of(const Stretch& outputs) const {
    if (adaptive_) {
      return Stretch{floor_of(outputs.first * axis_.input, axis_.output),
                     ceil_of((outputs.last + 1) * axis_.input, axis_.output) - 1};
    }
    if (transposed_) return inputs_of_transposed(outputs);
    return Stretch{outputs.first * axis_.stride - axis_.padding.before,
                   outputs.last * axis_.stride - axis_.padding.before + axis_.effective_kernel() - 1};
  }

  Ratio jump() const {
    if (adaptive_) return {axis_.input, axis_.output};
    return transposed_ ? Ratio{1, axis_.stride} : Ratio{axis_.stride, 1};
  }

 private:
  /// The first and the last of the taps that stamp outputs of one phase; every stride'th output has the same ones.
  struct Phase {
    long long first_tap = 0;
    long long last_tap = -1;

    bool is_empty() const { return last_tap < first_tap; }
  };

  void find_phases() {
    phases_.resize(static_cast<std::size_t>(axis_.stride));
    for (long long tap = 0; tap < axis_.kernel; ++tap) {
      Phase& phase = phases_[static_cast<std::size_t>(tap * axis_.dilation % axis_.stride)];
      if (phase.is_empty()) phase.first_tap = tap;
      phase.last_tap = tap;
    }
  }

  const Phase& phase_of(long long stamped) const {
    return phases_[static_cast<std::size_t>(stamped - floor_of(stamped, axis_.stride) * axis_.stride)];
  }

  /// What the next stride outputs see begins one input later: of neighbours only the outermost need to be asked.
  std::optional<Stretch> inputs_of_transposed(const Stretch& outputs) const {
    Stretch inputs{std::numeric_limits<long long>::max(), std::numeric_limits<long long>::min()};
    const long long first = outputs.first + axis_.padding.before;
    const long long last = outputs.last + axis_.padding.before;
    for (long long i = first; i <= std::min(last, first + axis_.stride - 1); ++i) {
      const Phase& phase = phase_of(i);
      if (!phase.is_empty()) inputs.first = std::min(inputs.first, input_under(i, phase.last_tap));
    }
    for (long long i = last; i >= std::max(first, last - axis_.stride + 1); --i) {
      const Phase& phase = phase_of(i);
      if (!phase.is_empty()) inputs.last = std::max(inputs.last, input_under(i, phase.first_tap));
    }
    if (inputs.last < inputs.first) return std::nullopt;
    return inputs;
  }

  long long input_under(long long stamped, long long tap) const {
    return floor_of(stamped - tap * axis_.dilation, axis_.stride);
  }

  Axis axis_;
  bool adaptive_;
  bool transposed_;
  std::vector<Phase> phases_;  ///< of a transposed layer
};

/// What one output of the last layer sees of the first one's input.
std::optional<Stretch> trace(const std::vector<Tracer>& layers, long long output) {
  std::optional<Stretch> seen = Stretch{output, output};
  for (auto layer = layers.rbegin(); seen && layer != layers.rend(); ++layer) {
    seen = layer->inputs_of(*seen);
    if (seen) seen = within_reach(*seen);
  }
  return seen;
}

Ratio product(const Ratio& a, const Ratio& b) {
  const long long numerator = a.numerator * b.numerator;
  const long long denominator = a.denominator * b.denominator;
  const long long divisor = std::gcd(numerator, denominator);
  return {std::min(numerator / divisor, kFarthest), std::min(denominator / divisor, kFarthest)};
}

Costs costs_of_both(const std::vector<Operation>& operations) {
  Costs costs;
  for (const Operation& operation : operations) {
    const Costs own = costs_of(operation);
    costs.weights += own.weights;
    costs.bias += own.bias;
    costs.multiplications += own.multiplications;
  }
  return costs;
}

}  // namespace

std::vector<int> never_visited(const Axis& axis, const Operation& operation) {
  const std::vector<bool> visited = visited_along(axis, operation);
  std::vector<int> unvisited;
  for (std::size_t i = 0; i < visited.size(); ++i) {
    if (!visited[i]) unvisited.push_back(static_cast<int>(i));
  }
  return unvisited;
}

Costs costs_of(const Operation& operation) {
  Costs costs;
  if (operation.is_pooling()) return costs;
  if (operation.pointwise) return costs_of_both(operations_of(operation));
  costs.weights = 1;
  for (const int length : weight_shape(operation)) costs.weights *= length;
  costs.multiplications = static_cast<double>(costs.weights);
  // Each weight is used once for each cell of the map that windows or stamps are counted by.
  for (const Axis& axis : operation.axes()) {
    costs.multiplications *= static_cast<double>(operation.transposed ? axis.input : axis.output);
  }
  costs.bias = operation.has_bias ? operation.filters : 0;
  costs.weights += costs.bias;
  return costs;
}

ReceptiveField receptive_field(std::span<const Operation> chain, std::size_t axis) {
  std::vector<Tracer> layers;
  ReceptiveField field;
  for (const Operation& operation : chain) {
    layers.emplace_back(operation.axes()[axis], operation);
    field.jump = product(field.jump, layers.back().jump());
  }
  const bool is_even = std::all_of(layers.begin(), layers.end(), [](const Tracer& layer) { return layer.is_even(); });
  const int outputs = is_even || chain.empty() ? 1 : chain.back().axes()[axis].output;
  field.cells = 0;
  for (int i = 0; i < outputs; ++i) {
    const std::optional<Stretch> seen = trace(layers, i);
    if (!seen) continue;
    field.cells = std::max(field.cells, seen->last - seen->first + 1);
    if (i == 0) field.centre = static_cast<double>(seen->first + seen->last) / 2;
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
  assert(!operation.pointwise);
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
