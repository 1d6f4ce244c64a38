#include "arithmetic/axis_output.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <numeric>
#include <utility>

namespace convarith {
namespace {

std::string kernel_size(const Axis& axis) {
  if (axis.dilation == 1) return fmt::format("{}", axis.kernel);
  return fmt::format("{}*({} - 1) + 1 = {}", axis.dilation, axis.kernel, axis.effective_kernel());
}

/// Returns "2*1", or "0 + 1" where the sides differ.
std::string padding_sum(const Sides& padding) {
  if (padding.before == padding.after) return fmt::format("2*{}", padding.before);
  return fmt::format("{} + {}", padding.before, padding.after);
}

/// Computes one axis and collects its problems.
class AxisMaker {
 public:
  AxisMaker(const LayerOptions& options, const Operation& operation, AxisName name, Problems& problems)
      : options_(options), operation_(operation), name_(std::move(name)), problems_(problems) {}

  /// `axis` must hold the numbers that were given.
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
      complain("p", fmt::format("{}'same' requires a stride of 1, not {}", name_.prefix, axis.stride),
               "use tf-same, or numbers");
    }
  }

  /// Checks that padding which copies input cells is short enough, and that the input has the cells to be copied.
  void check_padding_mode(const Axis& axis) {
    const int most = std::max(axis.padding.before, axis.padding.after);
    if (operation_.padding_mode != PaddingMode::zeros && most > kMostCopiedPadding) {
      complain("p",
               fmt::format("{}{} cells of padding are over the limit of {} for padding other than zeros", name_.prefix,
                           most, kMostCopiedPadding),
               fmt::format("use p={} or less, or padding_mode zeros", kMostCopiedPadding));
      return;
    }
    if (operation_.padding_mode == PaddingMode::reflect && most >= axis.input) {
      complain("p",
               fmt::format("{}reflection requires padding that is shorter than the input, but {} is not less than {}",
                           name_.prefix, most, axis.input),
               fmt::format("use p={} or less, or another padding mode", axis.input - 1));
    }
    if (operation_.padding_mode == PaddingMode::circular && most > axis.input) {
      complain("p",
               fmt::format("{}circular padding can't be longer than the input, but {} is more than {}", name_.prefix,
                           most, axis.input),
               fmt::format("use p={} or less, or another padding mode", axis.input));
    }
  }

  /// Checks that each window of a pooling spans at least one cell of the input.
  void check_pooling_padding(const Axis& axis) {
    const int most = std::max(axis.padding.before, axis.padding.after);
    if (most < axis.effective_kernel()) return;
    complain("p",
             fmt::format("{}a window would lie entirely in the padding: the kernel spans {}, and the padding {}",
                         name_.prefix, kernel_size(axis), most),
             fmt::format("use p={} or less", axis.effective_kernel() - 1));
  }

  /// Returns false and adds a problem if `cells` is more than kLargestSize.
  bool check_length(std::string_view key, std::string_view what, long long cells, std::string_view hint) {
    if (cells <= kLargestSize) return true;
    complain(key,
             fmt::format("{}{} would have {} cells, over the limit of {}", name_.prefix, what, cells, kLargestSize),
             std::string(hint));
    return false;
  }

  void compute_direct(Axis& axis) {
    const long long padded = 0LL + axis.input + axis.padding.before + axis.padding.after;
    if (!check_length("p", "the padded input", padded, "use less padding or a smaller input")) return;
    check_padding_rule(axis);
    check_padding_mode(axis);
    if (operation_.is_pooling()) check_pooling_padding(axis);
    const long long room = padded - axis.effective_kernel() + (operation_.ceil_mode ? axis.stride - 1 : 0);
    if (room < 0) {
      complain("k",
               fmt::format("the kernel spans {} {}, more than the padded input: {} + {} = {}", kernel_size(axis),
                           name_.across, axis.input, padding_sum(axis.padding), axis.padded()),
               axis.dilation == 1 ? fmt::format("use k={} or less, or more padding", axis.padded())
                                  : std::string("use a smaller kernel or dilation, or more padding"));
      return;
    }
    axis.output = static_cast<int>(room / axis.stride + 1);
    axis.drops_window =
        operation_.ceil_mode && (axis.output - 1LL) * axis.stride >= 0LL + axis.input + axis.padding.before;
    if (axis.drops_window) --axis.output;
  }

  void check_output_padding(const Axis& axis) {
    const int bound = std::max(axis.stride, axis.dilation);
    if (axis.output_padding < bound) return;
    complain("a",
             fmt::format("{}output_padding {} must be less than the stride {} or the dilation {}", name_.prefix,
                         axis.output_padding, axis.stride, axis.dilation),
             fmt::format("use a={}{}", bound - 1, bound > 1 ? " or less" : ""));
  }

  /// Returns the length of the output before the padding is cut off, output_padding included.
  static long long stamped_span(const Axis& axis) {
    return (axis.input - 1LL) * axis.stride + axis.effective_kernel() + axis.output_padding;
  }

  static long long transposed_output(const Axis& axis) {
    return stamped_span(axis) - axis.padding.before - axis.padding.after;
  }

  bool check_output_size(const Axis& axis, long long least, long long most) {
    if (axis.output >= least && axis.output <= most) return true;
    complain(
        "output_size", fmt::format("{}the output can't have the size {}", name_.prefix, axis.output),
        least == most ? fmt::format("its size is {}", least) : fmt::format("give a size from {} to {}", least, most));
    return false;
  }

  /// Sets the padding that leaves the output size that was asked for.
  void pad_to_output_size(Axis& axis) const {
    const auto surplus = static_cast<int>(stamped_span(axis) - axis.output);
    const bool is_upper = rule_of(options_) == PaddingRule::tf_same;
    const int half = surplus / 2;
    axis.padding = is_upper ? Sides{half, surplus - half} : Sides{surplus - half, half};
  }

  /// Applies TensorFlow's SAME, which accepts the output sizes from which the convolution makes as many outputs as this
  /// layer has inputs.
  void reach_same_size(Axis& axis) {
    axis.output_padding = 0;
    const long long most = 1LL * axis.input * axis.stride;
    if (!check_output_size(axis, most - axis.stride + 1, most)) return;
    axis.output_padding = static_cast<int>(std::max(axis.output - stamped_span(axis), 0LL));
    pad_to_output_size(axis);
  }

  /// Follows PyTorch, which accepts an output size if some output_padding below the stride leads to it.
  void reach_by_output_padding(Axis& axis) {
    axis.output_padding = 0;
    const long long least = transposed_output(axis);
    if (!check_output_size(axis, std::max(least, 1LL), least + axis.stride - 1)) return;
    axis.output_padding = static_cast<int>(axis.output - least);
  }

  /// Follows ONNX, which accepts any output size that can be cut out of the stamps. The given padding stays if it leads
  /// to this size anyway.
  void reach_by_padding(Axis& axis) {
    check_output_padding(axis);
    if (transposed_output(axis) != axis.output && check_output_size(axis, 1, stamped_span(axis))) {
      pad_to_output_size(axis);
    }
  }

  void reach_output_size(Axis& axis) {
    const auto rule = rule_of(options_);
    if (options_.a) {
      reach_by_padding(axis);
    } else if (rule == PaddingRule::tf_same || rule == PaddingRule::same_lower) {
      reach_same_size(axis);
    } else {
      reach_by_output_padding(axis);
    }
  }

  void compute_transposed(Axis& axis) {
    const long long span = stamped_span(axis);
    if (!check_length("n", "the output", span, "use a smaller input, stride or kernel")) return;
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
    axis.output = static_cast<int>(output);
  }

  /// Computes the longest window. Window i reaches from cell floor(i n/m) to cell ceil((i + 1) n/m), exclusive. It is
  /// longest where i n mod m is largest: m - gcd(n, m).
  static void compute_adaptive(Axis& axis) {
    const long long rest = axis.output - std::gcd(axis.input, axis.output);
    axis.kernel = static_cast<int>((axis.input + rest + axis.output - 1) / axis.output);
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
