#pragma once

#include <optional>
#include <variant>

namespace convarith {

/// A whole number for each spatial axis: one for all of them, or one each, the outermost first.
struct PerAxis {
  int rows = 0;  ///< not used by a one-dimensional layer
  int cols = 0;
  int depth = 0;  ///< used by three-dimensional layers only
  int given = 2;  ///< how many numbers were given: 1 (all axes have it), 2 or 3

  static constexpr PerAxis all(int number) { return {number, number, number, 1}; }

  bool operator==(const PerAxis& other) const {
    const bool has_depth = given == 3 || other.given == 3;
    return rows == other.rows && cols == other.cols && (!has_depth || depth == other.depth);
  }
};

/// What is computed from the cells under the kernel.
enum class Operator { convolution, max_pooling, average_pooling };

/// Padding along one axis, in cells.
struct Sides {
  int before = 0;
  int after = 0;

  bool operator==(const Sides&) const = default;
};

/// Padding with two sides of their own along each axis.
struct SidedPadding {
  Sides rows;
  Sides cols;
  Sides depth;
  int given = 2;  ///< for how many axes: 1 (the columns of a one-dimensional layer), 2 or 3

  bool operator==(const SidedPadding&) const = default;
};

/// Padding that follows from the other numbers of a layer.
enum class PaddingRule {
  valid,       ///< none
  same,        ///< PyTorch's: stride 1, d(k-1) in all, the odd one at the end
  tf_same,     ///< TensorFlow's SAME, ONNX's SAME_UPPER: ceil(n/s) outputs, the odd one at the end
  same_lower,  ///< ONNX's SAME_LOWER: the same with the odd one at the start
  full,        ///< d(k-1) on both sides
  half,        ///< floor((d(k-1) + 1)/2) on both sides
  causal,      ///< d(k-1), all of it at the start
};

/// Padding as it was asked for: the same on both sides, side by side, or by a rule.
using Padding = std::variant<PerAxis, SidedPadding, PaddingRule>;

/// What padding holds.
enum class PaddingMode { zeros, reflect, replicate, circular };

/// A layer as it was asked for: nothing computed, nothing checked. What is unset takes its default.
struct LayerOptions {
  std::optional<Operator> op{};               ///< default: convolution
  std::optional<int> dims{};                  ///< spatial axes, 1 to 3; default 2
  std::optional<PerAxis> n{};                 ///< the layer's own input, in cells; required
  std::optional<PerAxis> k{};                 ///< kernel, in taps; required but for adaptive pooling
  std::optional<PerAxis> s{};                 ///< stride; default 1, for pooling the kernel
  std::optional<Padding> p{};                 ///< as in the layer's signature; default 0
  std::optional<PaddingMode> padding_mode{};  ///< of a convolution; default: zeros
  std::optional<PerAxis> d{};                 ///< dilation; default 1
  std::optional<bool> transposed{};           ///< default: no
  std::optional<PerAxis> a{};                 ///< output_padding of a transposed convolution; default 0
  std::optional<PerAxis> output_size{};       ///< of a transposed convolution, instead of a
  std::optional<bool> ceil_mode{};            ///< of pooling: the last window may reach over the end; default: no
  std::optional<bool> count_include_pad{};    ///< of average pooling: padding counts as cells; default: yes
  std::optional<int> divisor_override{};      ///< of average pooling: what sums are divided by
  std::optional<PerAxis> adaptive{};          ///< of pooling: the output, in cells, instead of k, s, p and d
  std::optional<int> channels{};              ///< of the input; default 1
  std::optional<int> filters{};               ///< channels of a convolution's output; default: one for each group
  std::optional<int> groups{};                ///< of a convolution; default 1
  std::optional<int> depth_multiplier{};      ///< of a depthwise convolution: filters for each channel, a group each
  std::optional<int> pointwise{};             ///< a 1×1 convolution to so many channels follows a convolution
  std::optional<bool> has_bias{};             ///< of a convolution, or of the 1×1 that follows it; default: no

  bool operator==(const LayerOptions&) const = default;
};

}  // namespace convarith
