#include "arithmetic/facts.hpp"

#include <algorithm>
#include <cassert>

#include "arithmetic/axis_reach.hpp"
#include "arithmetic/layer_values.hpp"

namespace convarith {
namespace {

/// The largest number of outputs whose view is traced.
constexpr long long kMostAsked = 65536;

CellStretch within_reach(CellStretch stretch) {
  return {std::clamp(stretch.first, -kFarthestCell, kFarthestCell),
          std::clamp(stretch.last, -kFarthestCell, kFarthestCell)};
}

/// Returns what one output of the last layer sees of the first layer's input.
std::optional<CellStretch> seen_by(const std::vector<AxisReach>& layers, bool is_bounded, long long output) {
  std::optional<CellStretch> seen = CellStretch{output, output};
  for (auto layer = layers.rbegin(); seen && layer != layers.rend(); ++layer) {
    seen = is_bounded ? layer->existing_inputs_of(*seen) : layer->inputs_of(*seen);
    if (seen) seen = within_reach(*seen);
  }
  return seen;
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
  std::vector<AxisReach> layers;
  ReceptiveField field;
  long long different = 1;
  for (const Operation& operation : chain) {
    layers.push_back(AxisReach::of_windows(operation.axes()[axis], operation));
    field.jump = field.jump * layers.back().jump();
    different = limited_product(different, layers.back().period());
  }
  const bool is_bounded =
      std::any_of(layers.begin(), layers.end(), [](const AxisReach& each) { return each.is_bounded(); });
  const long long outputs = chain.empty() ? 1 : chain.back().axes()[axis].output;
  if (is_bounded || different > outputs) different = outputs;
  const long long asked = std::min(different, kMostAsked);
  field.cells = 0;
  for (long long i = 0; i < asked; ++i) {
    const std::optional<CellStretch> seen = seen_by(layers, is_bounded, i * different / asked);
    if (!seen) continue;
    field.cells = std::max(field.cells, seen->cells());
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
