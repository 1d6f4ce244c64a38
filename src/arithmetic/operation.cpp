#include "convarith/operation.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <string_view>

namespace convarith {
namespace {

/// One layer parameter: how a problem names it, and the range that holds for it alone.
struct Parameter {
  std::string_view key;
  std::string_view name;
  std::optional<PerAxis> LayerOptions::*member;
  int smallest;
};

constexpr Parameter kParameters[] = {
    {"n", "the input", &LayerOptions::n, 1},    {"k", "the kernel", &LayerOptions::k, 1},
    {"s", "the stride", &LayerOptions::s, 1},   {"p", "the padding", &LayerOptions::p, 0},
    {"d", "the dilation", &LayerOptions::d, 1}, {"a", "output_padding", &LayerOptions::a, 0},
};

void check_ranges(const LayerOptions& options, Problems& problems) {
  for (const Parameter& parameter : kParameters) {
    const auto& value = options.*parameter.member;
    if (!value) continue;
    for (const int number : {value->rows, value->cols}) {
      if (number >= parameter.smallest && number <= kLargestParameter) continue;
      problems.push_back(usage_problem(std::string(parameter.key),
                                       fmt::format("{} can't be {}", parameter.name, number),
                                       fmt::format("give {} to {}", parameter.smallest, kLargestParameter)));
      break;
    }
  }
}

void check_required(const LayerOptions& options, Problems& problems) {
  if (!options.n) problems.push_back(usage_problem("n", "the size of the input is missing", "add -n, such as -n 5"));
  if (!options.k) problems.push_back(usage_problem("k", "the size of the kernel is missing", "add -k, such as -k 3"));
}

bool is_pooling(Operator op) {
  return op != Operator::convolution;
}

/// What can be said of the layer as a whole.
void check_combination(const LayerOptions& options, const Operation& operation, Problems& problems) {
  const bool pooling = is_pooling(operation.op);
  if (pooling && operation.transposed) {
    problems.push_back(
        usage_problem("transposed", "pooling has no transposed form", "leave out transposed, or use op conv"));
  }
  if (options.a && *options.a != PerAxis{0, 0} && !operation.transposed) {
    problems.push_back(
        usage_problem("a", "output_padding belongs to transposed convolutions", "add --transposed, or leave it out"));
  }
  if (operation.op == Operator::average_pooling && options.d && *options.d != PerAxis{1, 1}) {
    problems.push_back(usage_problem("d", "average pooling has no dilation", "leave it out, or use op max"));
  }
}

/// Which axis a message speaks of; nothing when both say the same.
struct AxisName {
  std::string_view across;  // "rows", "columns" or "cells"
  std::string_view prefix;  // "rows: ", "columns: " or nothing
};

std::string kernel_size(const Axis& axis) {
  if (axis.dilation == 1) return fmt::format("{}", axis.kernel);
  return fmt::format("{}*({} - 1) + 1 = {}", axis.dilation, axis.kernel, axis.effective_kernel());
}

void compute_direct(Axis& axis, bool pooling, const AxisName& name, Problems& problems) {
  const int padded = axis.input + 2 * axis.padding;
  if (pooling && axis.padding > axis.kernel / 2) {
    problems.push_back(
        usage_problem("p",
                      fmt::format("{}pooling allows at most half the kernel as padding, {}/2 = {}, not {}", name.prefix,
                                  axis.kernel, axis.kernel / 2, axis.padding),
                      fmt::format("use -p {} or less", axis.kernel / 2)));
  }
  if (axis.effective_kernel() > padded) {
    problems.push_back(usage_problem("k",
                                     fmt::format("the kernel spans {} {}, more than the padded input: {} + 2*{} = {}",
                                                 kernel_size(axis), name.across, axis.input, axis.padding, padded),
                                     axis.dilation == 1
                                         ? fmt::format("use -k {} or less, or more padding", padded)
                                         : std::string("use a smaller kernel or dilation, or more padding")));
    return;
  }
  axis.output = (padded - axis.effective_kernel()) / axis.stride + 1;
}

void compute_transposed(Axis& axis, const AxisName& name, Problems& problems) {
  const int bound = std::max(axis.stride, axis.dilation);
  if (axis.output_padding >= bound) {
    problems.push_back(usage_problem("a",
                                     fmt::format("{}output_padding {} must be below the stride {} or the dilation {}",
                                                 name.prefix, axis.output_padding, axis.stride, axis.dilation),
                                     fmt::format("use -a {}{}", bound - 1, bound > 1 ? " or less" : "")));
  }
  const long long output =
      (axis.input - 1LL) * axis.stride - 2LL * axis.padding + axis.effective_kernel() + axis.output_padding;
  if (output < 1) {
    problems.push_back(usage_problem(
        "p",
        fmt::format("{}nothing is left of the output: ({} - 1)*{} - 2*{} + {}*({} - 1) + {} + 1 = {}", name.prefix,
                    axis.input, axis.stride, axis.padding, axis.dilation, axis.kernel, axis.output_padding, output),
        "use less padding, a larger input or a larger kernel"));
    return;
  }
  axis.output = static_cast<int>(std::min<long long>(output, kMostCells + 1));
}

void compute(Axis& axis, const Operation& operation, const AxisName& name, Problems& problems) {
  if (operation.transposed) {
    compute_transposed(axis, name, problems);
  } else {
    compute_direct(axis, is_pooling(operation.op), name, problems);
  }
}

/// Places of the plane along an axis; that of the input where nothing is padded or inserted.
long long plane_length(const Axis& axis, bool transposed) {
  return transposed ? axis.output + axis.effective_kernel() - 1LL : axis.input + 2LL * axis.padding;
}

void check_size(const Operation& operation, Problems& problems) {
  const auto cells = [](long long rows, long long cols) { return rows * cols; };
  const long long plane =
      cells(plane_length(operation.rows, operation.transposed), plane_length(operation.cols, operation.transposed));
  const long long output = cells(operation.rows.output, operation.cols.output);
  const long long largest = std::max({plane, output, cells(operation.rows.input, operation.cols.input)});
  if (largest > kMostCells) {
    problems.push_back(
        usage_problem("n",
                      fmt::format("the figure would have {} cells or more on one map, over the {} that can be drawn",
                                  largest, kMostCells),
                      "use a smaller input or less padding"));
  }
}

}  // namespace

Result<Operation> make_operation(const LayerOptions& options) {
  Problems problems;
  check_required(options, problems);
  check_ranges(options, problems);
  if (!problems.empty()) return problems;

  Operation operation;
  operation.op = options.op.value_or(Operator::convolution);
  operation.transposed = options.transposed.value_or(false);
  check_combination(options, operation, problems);
  if (!problems.empty()) return problems;

  const PerAxis stride = options.s.value_or(is_pooling(operation.op) ? *options.k : PerAxis{1, 1});
  const PerAxis padding = options.p.value_or(PerAxis{0, 0});
  const PerAxis dilation = options.d.value_or(PerAxis{1, 1});
  const PerAxis output_padding = options.a.value_or(PerAxis{0, 0});
  const auto axis = [&](int PerAxis::*side) {
    return Axis{
        (*options.n).*side, (*options.k).*side, stride.*side, padding.*side, dilation.*side, output_padding.*side, 0};
  };
  operation.rows = axis(&PerAxis::rows);
  operation.cols = axis(&PerAxis::cols);
  if (operation.rows == operation.cols) {
    compute(operation.rows, operation, {"cells", ""}, problems);
    operation.cols = operation.rows;
  } else {
    compute(operation.rows, operation, {"rows", "rows: "}, problems);
    compute(operation.cols, operation, {"columns", "columns: "}, problems);
  }
  if (!problems.empty()) return problems;
  check_size(operation, problems);
  if (!problems.empty()) return problems;
  return operation;
}

}  // namespace convarith
