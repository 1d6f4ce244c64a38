#include "axis_output.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

namespace convarith {
namespace {

std::string kernel_size(const Axis& axis) {
  if (axis.dilation == 1) return fmt::format("{}", axis.kernel);
  return fmt::format("{}*({} - 1) + 1 = {}", axis.dilation, axis.kernel, axis.effective_kernel());
}

/// "2*1", or "0 + 1" where the sides differ.
std::string padding_sum(const Sides& padding) {
  if (padding.before == padding.after) return fmt::format("2*{}", padding.before);
  return fmt::format("{} + {}", padding.before, padding.after);
}

/// The work on one axis, whose problems are collected.
class AxisMaker {
 public:
  AxisMaker(const LayerOptions& options, const Operation& operation, AxisName name, Problems& problems)
      : options_(options), operation_(operation), name_(std::move(name)), problems_(problems) {}

  /// `axis` has the numbers that were given.
  void compute(Axis& axis) {
    if (operation_.adaptive) {
      compute_adaptive(axis);
    } else if (operation_.transposed) {
      compute_transposed(axis);
    } else {
      compute_direct(axis);
    }
  }

 private:
  void complain(std::string_view key, const std::string& why, std::string hint = {}) {
    problems_.push_back(usage_problem(std::string(key), why, std::move(hint)));
  }

  void check_padding_rule(const Axis& axis) {
    if (rule_of(options_) == PaddingRule::same && axis.stride != 1) {
      complain("p", fmt::format("{}'same' needs a stride of 1, not {}", name_.prefix, axis.stride),
               "use tf-same, or numbers");
    }
  }

  /// The padding that a mode takes from the input must be there.
  void check_padding_mode(const Axis& axis) {
    const int most = std::max(axis.padding.before, axis.padding.after);
    if (operation_.padding_mode == PaddingMode::reflect && most >= axis.input) {
      complain("p",
               fmt::format("{}reflecting needs a padding below the input, {} below {}", name_.prefix, most, axis.input),
               fmt::format("use -p {} or less, or another padding mode", axis.input - 1));
    }
    if (operation_.padding_mode == PaddingMode::circular && most > axis.input) {
      complain(
          "p",
          fmt::format("{}a circular padding can't be longer than the input, {} and {}", name_.prefix, most, axis.input),
          fmt::format("use -p {} or less, or another padding mode", axis.input));
    }
  }

  void check_pooling_padding(const Axis& axis) {
    const int most = std::max(axis.padding.before, axis.padding.after);
    if (most <= axis.kernel / 2) return;
    complain("p",
             fmt::format("{}pooling allows at most half the kernel as padding, {}/2 = {}, not {}", name_.prefix,
                         axis.kernel, axis.kernel / 2, most),
             fmt::format("use -p {} or less", axis.kernel / 2));
  }

  void compute_direct(Axis& axis) {
    check_padding_rule(axis);
    check_padding_mode(axis);
    if (operation_.is_pooling()) check_pooling_padding(axis);
    const int room = axis.padded() - axis.effective_kernel() + (operation_.ceil_mode ? axis.stride - 1 : 0);
    if (room < 0) {
      complain("k",
               fmt::format("the kernel spans {} {}, more than the padded input: {} + {} = {}", kernel_size(axis),
                           name_.across, axis.input, padding_sum(axis.padding), axis.padded()),
               axis.dilation == 1 ? fmt::format("use -k {} or less, or more padding", axis.padded())
                                  : std::string("use a smaller kernel or dilation, or more padding"));
      return;
    }
    axis.output = room / axis.stride + 1;
    axis.drops_window = operation_.ceil_mode && (axis.output - 1LL) * axis.stride >= axis.input + axis.padding.before;
    if (axis.drops_window) --axis.output;
  }

  void check_output_padding(const Axis& axis) {
    const int bound = std::max(axis.stride, axis.dilation);
    if (axis.output_padding < bound) return;
    complain("a",
             fmt::format("{}output_padding {} must be below the stride {} or the dilation {}", name_.prefix,
                         axis.output_padding, axis.stride, axis.dilation),
             fmt::format("use -a {}{}", bound - 1, bound > 1 ? " or less" : ""));
  }

  static long long transposed_output(const Axis& axis) {
    return (axis.input - 1LL) * axis.stride - axis.padding.before - axis.padding.after + axis.effective_kernel() +
           axis.output_padding;
  }

  /// PyTorch takes a size that some output_padding below the stride gives.
  void reach_output_size(Axis& axis) {
    const int wanted = axis.output;
    const long long least = transposed_output(axis);
    const long long most = least + axis.stride - 1;
    if (wanted < least || wanted > most) {
      complain("output_size", fmt::format("{}the output can't be {}", name_.prefix, wanted),
               least == most ? fmt::format("it is {}", least) : fmt::format("give {} to {}", least, most));
      return;
    }
    axis.output_padding = static_cast<int>(wanted - least);
  }

  void compute_transposed(Axis& axis) {
    if (options_.output_size) {
      reach_output_size(axis);
      return;
    }
    check_output_padding(axis);
    const long long output = transposed_output(axis);
    if (output < 1) {
      complain("p",
               fmt::format("{}nothing is left of the output: ({} - 1)*{} - {} + {}*({} - 1) + {} + 1 = {}",
                           name_.prefix, axis.input, axis.stride,
                           axis.padding.before == axis.padding.after ? padding_sum(axis.padding)
                                                                     : fmt::format("({})", padding_sum(axis.padding)),
                           axis.dilation, axis.kernel, axis.output_padding, output),
               "use less padding, a larger input or a larger kernel");
      return;
    }
    axis.output = static_cast<int>(std::min<long long>(output, kMostCells + 1));
  }

  /// Window i reaches from floor(i n/m) to ceil((i + 1) n/m).
  void compute_adaptive(Axis& axis) {
    axis.kernel = 1;
    for (long long i = 0; i < axis.output; ++i) {
      const long long first = i * axis.input / axis.output;
      const long long last = ((i + 1) * axis.input + axis.output - 1) / axis.output;
      axis.kernel = std::max(axis.kernel, static_cast<int>(last - first));
    }
  }

  const LayerOptions& options_;
  const Operation& operation_;
  AxisName name_;
  Problems& problems_;
};

}  // namespace

std::optional<PaddingRule> rule_of(const LayerOptions& options) {
  const auto* rule = options.p ? std::get_if<PaddingRule>(&*options.p) : nullptr;
  return rule != nullptr ? std::optional(*rule) : std::nullopt;
}

void compute_axis(Axis& axis, const LayerOptions& options, const Operation& operation, const AxisName& name,
                  Problems& problems) {
  AxisMaker(options, operation, name, problems).compute(axis);
}

}  // namespace convarith
