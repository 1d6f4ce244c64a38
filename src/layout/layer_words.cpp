#include "layout/layer_words.hpp"

#include <fmt/core.h>

#include "arithmetic/formula.hpp"

namespace convarith {

std::string window_words(const Operation& operation) {
  if (operation.adaptive) return "window";
  std::string text =
      fmt::format("{} {}", operation.is_pooling() ? "window" : "kernel", map_size(operation, &Axis::kernel));
  if (operation.rows.dilation == operation.cols.dilation || operation.dims == 1) {
    if (operation.cols.dilation > 1) text += fmt::format(", d = {}", operation.cols.dilation);
  } else {
    text += fmt::format(", d = {}", map_size(operation, &Axis::dilation));
  }
  return text;
}

std::string_view operator_word(Operator op) {
  switch (op) {
    case Operator::max_pooling:
      return "max";
    case Operator::average_pooling:
      return "mean";
    case Operator::convolution:
      break;
  }
  return "conv";
}

std::string empty_place_words(const Walkthrough& walkthrough) {
  const Operation& operation = walkthrough.operation();
  const AxisWalk& rows = walkthrough.rows();
  const AxisWalk& cols = walkthrough.cols();
  if (operation.transposed) {
    const auto reaches_over = [](const AxisWalk& axis) {
      return axis.first_input > 0 || axis.place_of(axis.input - 1) + 1 < axis.plane;
    };
    if (!rows.has_gaps() && !cols.has_gaps()) return "zeros around";
    return reaches_over(rows) || reaches_over(cols) ? "zeros, inserted and around" : "inserted zeros";
  }
  switch (operation.op) {
    case Operator::max_pooling:
      return "padding (never the largest)";
    case Operator::average_pooling:
      return operation.count_include_pad ? "padding (zeros)" : "padding (not counted)";
    case Operator::convolution:
      break;
  }
  return "padding (zeros)";
}

}  // namespace convarith
