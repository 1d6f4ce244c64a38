#include "arithmetic/operation.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <numeric>
#include <string>
#include <string_view>
#include <tuple>

#include "arithmetic/axes.hpp"
#include "arithmetic/axis_output.hpp"
#include "arithmetic/padding.hpp"

namespace convarith {
namespace {

/// One layer parameter: how problems name it, and the smallest value that it may have by itself.
struct Parameter {
  std::string_view key;
  std::string_view name;
  std::optional<PerAxis> LayerOptions::*member;
  int smallest;
};

constexpr Parameter kParameters[] = {
    {"n", "the input", &LayerOptions::n, 1},
    {"k", "the kernel", &LayerOptions::k, 1},
    {"s", "the stride", &LayerOptions::s, 1},
    {"d", "the dilation", &LayerOptions::d, 1},
    {"a", "output_padding", &LayerOptions::a, 0},
    {"output_size", "the output", &LayerOptions::output_size, 1},
    {"adaptive", "the output", &LayerOptions::adaptive, 1},
};

struct Count {
  std::string_view key;
  std::string_view name;
  std::optional<int> LayerOptions::*member;
};

constexpr Count kCounts[] = {
    {"channels", "the number of channels", &LayerOptions::channels},
    {"filters", "the number of filters", &LayerOptions::filters},
    {"groups", "the number of groups", &LayerOptions::groups},
    {"filters", "the depth multiplier", &LayerOptions::depth_multiplier},
    {"pointwise", "the number of channels of the 1×1 convolution", &LayerOptions::pointwise},
};

int dims_of(const LayerOptions& options) {
  return options.dims.value_or(2);
}

/// Returns how messages ask for the numbers of a parameter.
std::string_view wanted_numbers(int dims) {
  constexpr std::string_view wanted[] = {"one number", "one number, or rows x columns",
                                         "one number, or depth x rows x columns"};
  return wanted[dims - 1];
}

void check_count(std::string_view key, int given, int dims, Problems& problems) {
  if (given == 1 || given == dims) return;
  problems.push_back(usage_problem(
      std::string(key),
      fmt::format("{} numbers are given, but the layer has {} ax{}", given, dims, dims == 1 ? "is" : "es"),
      fmt::format("give {}", wanted_numbers(dims))));
}

void check_number(std::string_view key, std::string_view name, int number, int smallest, int largest,
                  Problems& problems) {
  if (number >= smallest && number <= largest) return;
  problems.push_back(usage_problem(std::string(key), fmt::format("{} can't be {}", name, number),
                                   fmt::format("give a number from {} to {}", smallest, largest)));
}

/// Adds one problem at most, even if the numbers of several axes are wrong.
void check_numbers(const Parameter& parameter, const PerAxis& value, int dims, Problems& problems) {
  const std::size_t before = problems.size();
  for (const AxisPlace& place : axis_places(dims)) {
    check_number(parameter.key, parameter.name, value.*place.number, parameter.smallest, kLargestSize, problems);
    if (problems.size() > before) return;
  }
  check_count(parameter.key, value.given, dims, problems);
}

void check_padding(const Padding& padding, int dims, Problems& problems) {
  if (const auto* numbers = std::get_if<PerAxis>(&padding)) {
    check_numbers({"p", "the padding", nullptr, 0}, *numbers, dims, problems);
    return;
  }
  const auto* sided = std::get_if<SidedPadding>(&padding);
  if (sided == nullptr) return;
  const std::size_t before = problems.size();
  for (const AxisPlace& place : axis_places(dims)) {
    for (const int number : {(sided->*place.sides).before, (sided->*place.sides).after}) {
      check_number("p", "the padding", number, 0, kLargestSize, problems);
      if (problems.size() > before) return;
    }
  }
  if (sided->given == dims) return;
  constexpr std::string_view wanted[] = {"before,after", "top,bottom,left,right", "the padding of three axes"};
  problems.push_back(usage_problem("p",
                                   fmt::format("the sides of {} ax{} are given, but the layer has {}", sided->given,
                                               sided->given == 1 ? "is" : "es", dims),
                                   fmt::format("give {}", wanted[dims - 1])));
}

void check_required(const LayerOptions& options, Problems& problems) {
  if (!options.n) problems.push_back(usage_problem("n", "the size of the input is missing", "add -n, such as -n 5"));
  if (!options.k && !options.adaptive) {
    problems.push_back(usage_problem("k", "the size of the kernel is missing", "add -k, such as -k 3"));
  }
}

void check_ranges(const LayerOptions& options, Problems& problems) {
  const int dims = dims_of(options);
  if (dims < 1 || dims > 3) {
    problems.push_back(usage_problem("dims", fmt::format("a layer can't have {} axes", dims), "give 1, 2 or 3"));
    return;
  }
  for (const Parameter& parameter : kParameters) {
    if (const auto& value = options.*parameter.member) check_numbers(parameter, *value, dims, problems);
    // The padding comes after the stride, as in the order of the flags.
    if (parameter.key == "s" && options.p) check_padding(*options.p, dims, problems);
  }
  for (const Count& count : kCounts) {
    if (const auto& value = options.*count.member)
      check_number(count.key, count.name, *value, 1, kLargestParameter, problems);
  }
  if (options.divisor_override == 0) {
    problems.push_back(usage_problem("divisor_override", "the divisor can't be 0", "give another number"));
  }
}

/// An option that only some kinds of layers may have.
struct Restriction {
  std::string_view key;
  bool is_given;
  bool is_allowed;
  std::string_view why;
  std::string_view hint;
};

template <class T>
bool differs(const std::optional<T>& value, const T& usual) {
  return value && *value != usual;
}

/// Checks that the options fit together and suit the kind of layer.
void check_combination(const LayerOptions& options, const Operation& operation, Problems& problems) {
  const bool pooling = operation.is_pooling();
  const bool average = operation.op == Operator::average_pooling;
  const bool transposed = operation.transposed;
  const auto rule = rule_of(options);
  const bool by_same = rule == PaddingRule::same;
  const Restriction restrictions[] = {
      {"transposed", transposed, !pooling, "pooling has no transposed form", "leave out transposed, or use op conv"},
      {"a", differs(options.a, PerAxis::all(0)), transposed, "output_padding only applies to transposed convolutions",
       "add --transposed, or leave it out"},
      {"output_size", options.output_size.has_value(), transposed,
       "the output size can only be chosen for transposed convolutions", "add --transposed, or leave it out"},
      {"d", average && differs(options.d, PerAxis::all(1)), false, "average pooling has no dilation",
       "leave it out, or use op max"},
      {"ceil_mode", options.ceil_mode.value_or(false), pooling, "ceil_mode only applies to pooling",
       "add --op max or --op avg, or leave it out"},
      {"count_include_pad", differs(options.count_include_pad, true), average,
       "count_include_pad only applies to average pooling", "add --op avg, or leave it out"},
      {"divisor_override", options.divisor_override.has_value(), average, "a divisor only applies to average pooling",
       "add --op avg, or leave it out"},
      {"adaptive", options.adaptive.has_value(), pooling, "adaptive only applies to pooling",
       "add --op max or --op avg, or leave it out"},
      {"adaptive", options.adaptive && (options.k || options.s || options.p || options.d || options.ceil_mode), false,
       "adaptive pooling determines its own windows", "leave out kernel, stride, padding, dilation and ceil_mode"},
      {"padding_mode", differs(options.padding_mode, PaddingMode::zeros), !pooling && !transposed,
       transposed ? "a transposed convolution can only be padded with zeros" : "pooling has no padding mode",
       "leave it out"},
      {"filters", options.filters.has_value(), !pooling, "pooling has as many output channels as input channels",
       "leave it out"},
      {"groups", differs(options.groups, 1), !pooling, "pooling has no groups", "leave it out"},
      {"pointwise", options.pointwise.has_value(), !pooling && !transposed,
       transposed ? "a 1×1 convolution can only follow a direct convolution, but this one is transposed"
                  : "a 1×1 convolution can only follow a convolution, but this is a pooling layer",
       "leave it out, or make it a layer of its own"},
      {"has_bias", options.has_bias.value_or(false), !pooling, "pooling has no bias", "leave it out"},
      {"p", by_same, !pooling && !transposed, "'same' only applies to direct convolutions", "use tf-same"},
      {"p", rule == PaddingRule::causal, !pooling && !transposed, "'causal' only applies to direct convolutions",
       "use another word, or numbers"},
  };
  for (const Restriction& restriction : restrictions) {
    if (!restriction.is_given || restriction.is_allowed) continue;
    problems.push_back(
        usage_problem(std::string(restriction.key), std::string(restriction.why), std::string(restriction.hint)));
  }
}

/// Returns "use 1 or 3 groups", naming all divisors. If there is only one, or more than eight, the hint is worded
/// otherwise.
std::string hint_of_groups(int divided) {
  constexpr std::size_t most = 8;
  std::vector<int> divisors;
  for (int i = 1; i <= divided; ++i) {
    if (divided % i == 0) divisors.push_back(i);
  }
  if (divisors.size() == 1) return "only 1 divides them: use groups=1";
  if (divisors.size() > most) return fmt::format("use a divisor of {}", divided);
  return fmt::format("use {} or {} groups", fmt::join(divisors.begin(), divisors.end() - 1, ", "), divided);
}

void set_channels(const LayerOptions& options, Operation& operation, Problems& problems) {
  if (options.depth_multiplier) {
    operation.is_depthwise = true;
    operation.groups = operation.channels = options.channels.value_or(1);
    operation.filters = operation.channels * *options.depth_multiplier;
    return;
  }
  operation.groups = options.groups.value_or(1);
  operation.channels = options.channels.value_or(operation.groups);
  operation.filters = operation.is_pooling() ? operation.channels : options.filters.value_or(operation.groups);
  // If no number of filters is given, there is one for each group, so only the channels limit the groups.
  const int divided = options.filters ? std::gcd(operation.channels, operation.filters) : operation.channels;
  const auto check = [&](std::string_view key, int count) {
    if (count % operation.groups == 0) return;
    problems.push_back(usage_problem("groups",
                                     fmt::format("{} {} can't be divided into {} groups", count, key, operation.groups),
                                     hint_of_groups(divided)));
  };
  check("channels", operation.channels);
  check("filters", operation.filters);
}

/// Checks that the number of weights can be counted.
void check_weights(const Operation& operation, Problems& problems) {
  constexpr double most = 4e18;
  if (operation.is_pooling()) return;
  const int channels = operation.channels / operation.groups;
  double weights = static_cast<double>(operation.filters) * channels;
  for (const Axis& axis : operation.axes()) weights *= axis.kernel;
  if (weights <= most) return;
  problems.push_back(
      usage_problem("k", fmt::format("the layer would have {:.1g} weights, more than can be counted", weights),
                    "use a smaller kernel"));
}

/// Returns the number of places of the plane along an axis. Where nothing is padded or inserted, it is the length of
/// the input.
long long plane_length(const Axis& axis, bool transposed) {
  return transposed ? axis.output + axis.effective_kernel() - 1LL : axis.padded();
}

/// Checks the numbers of cells of the input, the output and the plane.
Status check_cells(const Operation& operation) {
  double plane = 1;
  double output = 1;
  double input = 1;
  for (const Axis& axis : operation.axes()) {
    plane *= static_cast<double>(plane_length(axis, operation.transposed));
    output *= axis.output;
    input *= axis.input;
  }
  const double largest = std::max({plane, output, input});
  if (largest <= static_cast<double>(kMostCells)) return ok();
  return usage_problem(
      "n",
      fmt::format("the figure would have {:.0f} cells or more in one map, over the limit of {}", largest, kMostCells),
      "use a smaller input or less padding");
}

Operation start_operation(const LayerOptions& options) {
  Operation operation;
  operation.op = options.op.value_or(Operator::convolution);
  operation.dims = dims_of(options);
  operation.transposed = options.transposed.value_or(false);
  operation.adaptive = options.adaptive.has_value();
  operation.ceil_mode = options.ceil_mode.value_or(false);
  operation.count_include_pad = options.count_include_pad.value_or(true);
  operation.divisor_override = options.divisor_override;
  operation.padding_mode = options.padding_mode.value_or(PaddingMode::zeros);
  operation.padding_rule = rule_of(options);
  operation.has_bias = options.has_bias.value_or(false) && !options.pointwise;
  return operation;
}

/// Returns the numbers of an axis as they were given, or their defaults. `output` is set where a size was asked for.
Axis given_axis(const AxisPlace& place, const LayerOptions& options, const Operation& operation) {
  const auto number = [&](const std::optional<PerAxis>& value, int otherwise) {
    return value ? (*value).*place.number : otherwise;
  };
  Axis axis;
  axis.input = number(options.n, 1);
  axis.output = number(operation.adaptive ? options.adaptive : options.output_size, 1);
  if (operation.adaptive) return axis;
  axis.kernel = number(options.k, 1);
  axis.stride = number(options.s, operation.is_pooling() ? axis.kernel : 1);
  axis.dilation = number(options.d, 1);
  axis.output_padding = number(options.a, 0);
  if (!options.p) return axis;
  if (const auto* numbers = std::get_if<PerAxis>(&*options.p)) {
    axis.padding = {numbers->*place.number, numbers->*place.number};
  } else if (const auto* sided = std::get_if<SidedPadding>(&*options.p)) {
    axis.padding = sided->*place.sides;
  } else {
    pad_by_rule(axis, std::get<PaddingRule>(*options.p), operation.transposed, options.a.has_value());
  }
  return axis;
}

/// Returns false and adds a problem if the effective kernel is longer than kLargestSize, as dilation may make it.
bool check_span(const LayerOptions& options, Problems& problems) {
  if (!options.k) return true;
  const PerAxis dilation = options.d.value_or(PerAxis::all(1));
  for (const AxisPlace& place : axis_places(dims_of(options))) {
    const long long reach = ((*options.k).*place.number - 1LL) * dilation.*place.number;
    if (reach < kLargestSize) continue;
    problems.push_back(
        usage_problem("k",
                      fmt::format("the kernel would span {}*({} - 1) + 1 = {} cells, over the limit of {}",
                                  dilation.*place.number, (*options.k).*place.number, reach + 1, kLargestSize),
                      "use a smaller kernel or dilation"));
    return false;
  }
  return true;
}

void compute_axes(const LayerOptions& options, Operation& operation, Problems& problems) {
  if (!check_span(options, problems)) return;
  const std::vector<AxisPlace> places = axis_places(operation.dims);
  for (const AxisPlace& place : places) operation.*place.axis = given_axis(place, options, operation);
  const std::vector<Axis> axes = operation.axes();
  const bool same = std::all_of(axes.begin(), axes.end(), [&](const Axis& axis) { return axis == axes.front(); });
  for (const AxisPlace& place : places) {
    const AxisName name = same ? AxisName{"cells", ""} : AxisName{place.across, fmt::format("{}: ", place.across)};
    Problems of_axis;
    compute_axis(operation.*place.axis, options, operation, name, of_axis);
    problems.insert(problems.end(), of_axis.begin(), of_axis.end());
    // A problem of several equal axes is reported once.
    if (same && !of_axis.empty()) return;
  }
}

}  // namespace

Group group_of(const Operation& operation, int number) {
  const int channels = operation.channels / operation.groups;
  const int filters = operation.filters / operation.groups;
  return {number * channels, channels, number * filters, filters};
}

Group group_of_filter(const Operation& operation, int filter) {
  return group_of(operation, filter / (operation.filters / operation.groups));
}

Result<Operation> make_operation(const LayerOptions& options) {
  Problems problems;
  check_required(options, problems);
  check_ranges(options, problems);
  if (!problems.empty()) return problems;

  Operation operation = start_operation(options);
  check_combination(options, operation, problems);
  if (!problems.empty()) return problems;

  set_channels(options, operation, problems);
  compute_axes(options, operation, problems);
  if (problems.empty()) check_weights(operation, problems);
  if (!problems.empty()) return problems;
  return operation;
}

std::vector<std::string> remarks_on(const LayerOptions& options, const Operation& operation) {
  std::vector<std::string> remarks;
  const std::vector<Axis> axes = operation.axes();
  const auto wide = std::find_if(axes.begin(), axes.end(), [](const Axis& axis) {
    return std::max(axis.padding.before, axis.padding.after) > axis.kernel / 2;
  });
  if (operation.is_pooling() && wide != axes.end()) {
    remarks.push_back(
        fmt::format("PyTorch refuses this pooling layer: its padding may be at most half the kernel, {}/2 = {}, not "
                    "{}; ONNX accepts it",
                    wide->kernel, wide->kernel / 2, std::max(wide->padding.before, wide->padding.after)));
  }
  if (options.output_size && options.a && options.p) {
    LayerOptions without_size = options;
    without_size.output_size.reset();
    const Result<Operation> other = make_operation(without_size);
    if (!other || other->axes() != axes) {
      remarks.emplace_back("the padding follows from the output size, as in ONNX, and replaces the one that was given");
    }
  }
  return remarks;
}

Status check_drawable(const Operation& operation) {
  for (const Axis& axis : operation.axes()) {
    const std::tuple<std::string_view, std::string_view, int> numbers[] = {
        {"n", "an input", axis.input},
        {"k", "a kernel", axis.kernel},
        {"s", "a stride", axis.stride},
        {"p", "a padding", std::max(axis.padding.before, axis.padding.after)},
        {"d", "a dilation", axis.dilation},
        {"a", "an output_padding", axis.output_padding},
        {operation.adaptive ? "adaptive" : "n", "an output", operation.adaptive ? axis.output : 1},
    };
    for (const auto& [key, name, number] : numbers) {
      if (number <= kLargestParameter) continue;
      return usage_problem(
          std::string(key), fmt::format("{} of {} can't be drawn", name, number),
          fmt::format("give at most {}, or see 'convarith shape', which has no such limit", kLargestParameter));
    }
  }
  return check_cells(operation);
}

}  // namespace convarith
