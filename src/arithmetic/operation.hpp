#pragma once

#include <optional>
#include <string>
#include <vector>

#include "convarith/layer.hpp"
#include "convarith/result.hpp"

namespace convarith {

/// The largest number of channels, filters and groups that may be given for any layer (a depth multiplier, which has
/// the same limit, may lead to more filters), and the largest value of every other parameter of a layer that is drawn.
inline constexpr int kLargestParameter = 16384;

/// The largest value of any number of a layer along an axis, including numbers that follow from others: the padded
/// input, the effective kernel and the output.
inline constexpr int kLargestSize = 2147483647;

/// The largest padding, in cells, that may hold copies of input cells.
inline constexpr int kMostCopiedPadding = 16384;

/// The largest number of cells that the input, the output or the plane of a layer may have if it is drawn.
inline constexpr long long kMostCells = 1LL << 24;

/// A layer along one spatial axis. Lengths are in cells.
struct Axis {
  int input = 1;
  int kernel = 1;  ///< for adaptive pooling the length of the longest window
  int stride = 1;
  Sides padding;  ///< as in the layer's signature; for a transposed convolution the cells that are cut off its output
  int dilation = 1;
  int output_padding = 0;
  int output = 1;
  bool drops_window = false;  ///< ceil_mode asks for one more window, but it would begin in the padding at the end

  /// Returns d(k - 1) + 1, the number of cells from the kernel's first tap to its last.
  int effective_kernel() const { return dilation * (kernel - 1) + 1; }
  /// Returns the length of the input with its padding.
  int padded() const { return input + padding.before + padding.after; }

  bool operator==(const Axis&) const = default;
};

/// A valid layer. Whoever holds one need not check it again.
struct Operation {
  Operator op = Operator::convolution;
  int dims = 2;
  bool transposed = false;
  bool adaptive = false;
  bool ceil_mode = false;
  bool count_include_pad = true;
  std::optional<int> divisor_override;
  PaddingMode padding_mode = PaddingMode::zeros;
  std::optional<PaddingRule> padding_rule;  ///< the rule that the padding was computed by, if any
  int channels = 1;                         ///< channels of the input
  int filters = 1;                          ///< channels of the output
  int groups = 1;
  bool is_depthwise = false;  ///< the layer was given by a depth multiplier and has one group for each channel
  bool has_bias = false;
  /// Axes that a layer of fewer dimensions does not have (depth first, then rows) are a single cell long.
  Axis depth;
  Axis rows;
  Axis cols;

  bool is_pooling() const { return op != Operator::convolution; }
  /// Returns the number of parts of the layer that share neither channels nor filters: its groups, or the channels of a
  /// pooling.
  int independent_groups() const { return is_pooling() ? channels : groups; }
  /// Returns the axes that the layer has, the outermost first.
  std::vector<Axis> axes() const {
    if (dims == 1) return {cols};
    if (dims == 2) return {rows, cols};
    return {depth, rows, cols};
  }

  bool operator==(const Operation&) const = default;
};

/// A group of channels and the filters that read only these channels. Both are counted from 0.
struct Group {
  int first_channel = 0;
  int channels = 1;
  int first_filter = 0;
  int filters = 1;
};

/// Returns the group of a number, with `number` < operation.groups. All groups have equally many channels and equally
/// many filters.
Group group_of(const Operation& operation, int number);

/// Returns the group that a filter belongs to.
Group group_of_filter(const Operation& operation, int filter);

/// Makes a layer of options: fills in the defaults, computes the output and reports all problems at once. If a 1×1
/// convolution follows the layer, the result is the layer before it, without the bias; make_chain() returns both.
///
/// The output along an axis, with K = d(k-1) + 1, is (PyTorch: Conv2d, MaxPool2d, ConvTranspose2d, AdaptiveMaxPool2d;
/// Dumoulin and Visin, relations 6, 14 and, for dilation, 15):
/// - for a convolution or a pooling: floor((n + p + p' - K) / s) + 1,
/// - for a pooling with ceil_mode: ceil((n + p + p' - K) / s) + 1, less one if the last window would begin in the
///   padding at the end,
/// - for a transposed convolution: (n-1)s - p - p' + K + a,
/// - for an adaptive pooling: the output size that was asked for.
///
/// A transposed convolution with output_size gets the output_padding that leads to this size (PyTorch). With
/// TensorFlow's SAME, or if output_padding is given too, it gets the padding that leads to this size
/// (tf.nn.conv_transpose; ONNX: ConvTranspose, output_shape).
///
/// Errors: `where` of each problem is the name of a member of LayerOptions. Hints write parameters to be set as "k=3".
Result<Operation> make_operation(const LayerOptions& options);

/// Returns remarks about a valid layer: which framework would refuse it, and which option has no effect.
std::vector<std::string> remarks_on(const LayerOptions& options, const Operation& operation);

/// Checks that a layer is small enough to be drawn. Errors: it is too large for a figure of any kind; problems are
/// written as those of make_operation().
Status check_drawable(const Operation& operation);

}  // namespace convarith
