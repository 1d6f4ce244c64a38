#pragma once

#include <optional>
#include <string>
#include <vector>

#include "convarith/layer.hpp"
#include "convarith/result.hpp"

namespace convarith {

/// The most channels, filters and groups of a layer, and the largest of all other numbers of one that is drawn.
inline constexpr int kLargestParameter = 16384;

/// The largest of all numbers of a layer along an axis, what follows from them included: the input with its padding,
/// the effective kernel, the output.
inline constexpr int kLargestSize = 2147483647;

/// The most places of padding that hold cells of the input.
inline constexpr int kMostCopiedPadding = 16384;

/// The most cells that either map, or the plane on which one is drawn, may have.
inline constexpr long long kMostCells = 1LL << 24;

/// A layer along one spatial axis. Lengths are in cells.
struct Axis {
  int input = 1;
  int kernel = 1;  ///< of adaptive pooling the longest window
  int stride = 1;
  Sides padding;  ///< as in the layer's signature; of a transposed convolution what is cut off its output
  int dilation = 1;
  int output_padding = 0;
  int output = 1;
  bool drops_window = false;  ///< ceil_mode asked for one more window, which would begin in the padding at the end

  /// d(k - 1) + 1: the cells from a kernel's first tap to its last.
  int effective_kernel() const { return dilation * (kernel - 1) + 1; }
  /// The input with its padding.
  int padded() const { return input + padding.before + padding.after; }

  bool operator==(const Axis&) const = default;
};

/// A valid layer: whoever holds one need not check it again.
struct Operation {
  Operator op = Operator::convolution;
  int dims = 2;
  bool transposed = false;
  bool adaptive = false;
  bool ceil_mode = false;
  bool count_include_pad = true;
  std::optional<int> divisor_override;
  PaddingMode padding_mode = PaddingMode::zeros;
  std::optional<PaddingRule> padding_rule;  ///< what the padding followed from
  int channels = 1;                         ///< of the input
  int filters = 1;                          ///< channels of the output
  int groups = 1;
  bool is_depthwise = false;  ///< said by a depth multiplier: a group for each channel
  bool has_bias = false;
  /// Depth, rows and columns; the first ones that the layer does not have are a single cell.
  Axis depth;
  Axis rows;
  Axis cols;

  bool is_pooling() const { return op != Operator::convolution; }
  /// Those that the layer has, the outermost first.
  std::vector<Axis> axes() const {
    if (dims == 1) return {cols};
    if (dims == 2) return {rows, cols};
    return {depth, rows, cols};
  }

  bool operator==(const Operation&) const = default;
};

/// Channels and filters that have to do with each other only; counted from 0.
struct Group {
  int first_channel = 0;
  int channels = 1;
  int first_filter = 0;
  int filters = 1;
};

/// `number` < operation.groups. Every group has as many channels, and as many filters, as the others.
Group group_of(const Operation& operation, int number);

/// The group that has a filter.
Group group_of_filter(const Operation& operation, int filter);

/// Fills in the defaults, computes the output and checks everything at once. Of a layer that a 1×1 convolution follows
/// this is what comes before it, without the bias; make_chain() gives both.
///
/// Output along an axis, with K = d(k-1) + 1 (PyTorch: Conv2d, MaxPool2d, ConvTranspose2d, AdaptiveMaxPool2d; Dumoulin
/// and Visin, relations 6, 14 and, for dilation, 15):
/// - of a convolution or a pooling: floor((n + p + p' - K) / s) + 1,
/// - of a pooling with ceil_mode: ceil((n + p + p' - K) / s) + 1, less one if the last window would begin in the
/// padding
///   at the end,
/// - of a transposed convolution: (n-1)s - p - p' + K + a,
/// - of an adaptive pooling: what was asked for.
///
/// A transposed convolution with output_size has the output_padding that gives this size (PyTorch); with TensorFlow's
/// SAME, and where output_padding is given too, it has the padding that does (tf.nn.conv_transpose; ONNX:
/// ConvTranspose, output_shape).
///
/// Errors: `where` of each problem is the name of a member of LayerOptions. What a hint asks for is written "k=3".
Result<Operation> make_operation(const LayerOptions& options);

/// What is to be known of a valid layer: who would refuse it, and what was asked for in vain.
std::vector<std::string> remarks_on(const LayerOptions& options, const Operation& operation);

/// Errors: the layer is too large for a figure of any kind; as of make_operation().
Status check_drawable(const Operation& operation);

}  // namespace convarith
