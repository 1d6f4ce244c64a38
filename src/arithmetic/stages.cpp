#include "arithmetic/stages.hpp"
#include "arithmetic/layer_values.hpp"

namespace convarith {
namespace {

Operation without_pointwise(Operation operation) {
  operation.pointwise.reset();
  operation.has_bias = false;
  return operation;
}

/// The 1×1 convolution that follows an operation, cell by cell.
Operation pointwise_of(const Operation& operation) {
  Operation pointwise;
  pointwise.dims = operation.dims;
  pointwise.channels = operation.filters;
  pointwise.filters = *operation.pointwise;
  pointwise.has_bias = operation.has_bias;
  for (Axis Operation::*axis : {&Operation::depth, &Operation::rows, &Operation::cols}) {
    (pointwise.*axis).input = (pointwise.*axis).output = (operation.*axis).output;
  }
  return pointwise;
}

bool can_be_computed(const Stage& stage) {
  return !stage.values.input.values.empty() && !stage.values.weights.values.empty();
}

}  // namespace

std::vector<Operation> operations_of(const Operation& operation) {
  if (!operation.pointwise) return {operation};
  return {without_pointwise(operation), pointwise_of(operation)};
}

std::vector<Stage> stages_of(const Operation& operation, const LayerValues& values) {
  if (!operation.pointwise) return {{operation, values}};
  Stage first{without_pointwise(operation), {values.input, values.weights, {}, {}}};
  Stage second{pointwise_of(operation), {{}, values.pointwise, values.bias, {}}};
  if (can_be_computed(first)) second.values.input = compute_output(first.operation, first.values);
  return {std::move(first), std::move(second)};
}

int output_channels(const Operation& operation) {
  return operation.pointwise.value_or(operation.filters);
}

}  // namespace convarith
