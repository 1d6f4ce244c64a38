#include "arithmetic/padding.hpp"

#include <algorithm>
#include <cassert>

namespace convarith {
namespace {

/// Splits the padding into halves. An odd cell goes to the end.
Sides halves(int total) {
  return {total / 2, total - total / 2};
}

Sides turned(const Sides& sides) {
  return {sides.after, sides.before};
}

int total_for_same(const Axis& axis) {
  const int last_window = (axis.input - 1) / axis.stride * axis.stride;
  return std::max(axis.effective_kernel() - (axis.input - last_window), 0);
}

/// Makes up for the difference between the outputs of a transposed convolution and those that the rule asks for:
/// output_padding adds what is missing, and padding cuts off the surplus. If output_padding is given, Keras cuts off
/// half the kernel on both sides instead.
void crop_to_stride(Axis& axis, bool has_output_padding) {
  if (has_output_padding) {
    axis.padding = {axis.effective_kernel() / 2, axis.effective_kernel() / 2};
    return;
  }
  axis.padding = halves(std::max(axis.effective_kernel() - axis.stride, 0));
  axis.output_padding = std::max(axis.stride - axis.effective_kernel(), 0);
}

}  // namespace

void pad_by_rule(Axis& axis, PaddingRule rule, bool transposed, bool has_output_padding) {
  const int reach = axis.effective_kernel() - 1;
  switch (rule) {
    case PaddingRule::valid:
      axis.padding = {};
      if (transposed && !has_output_padding) {
        axis.output_padding = std::max(axis.stride - axis.effective_kernel(), 0);
      }
      return;
    case PaddingRule::same:
      axis.padding = halves(reach);
      return;
    case PaddingRule::tf_same:
    case PaddingRule::same_lower:
      if (transposed) {
        crop_to_stride(axis, has_output_padding);
      } else {
        axis.padding = halves(total_for_same(axis));
      }
      if (rule == PaddingRule::same_lower) axis.padding = turned(axis.padding);
      return;
    case PaddingRule::full:
      axis.padding = {reach, reach};
      return;
    case PaddingRule::half:
      axis.padding = {axis.effective_kernel() / 2, axis.effective_kernel() / 2};
      return;
    case PaddingRule::causal:
      axis.padding = {reach, 0};
      return;
  }
  assert(false);
}

}  // namespace convarith
