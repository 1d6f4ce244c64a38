#pragma once

#include <optional>
#include <variant>

namespace convarith {

/// Whole numbers along the spatial axes: one number for all axes, or one for each.
struct PerAxis {
  int rows = 0;  ///< unused in a one-dimensional layer
  int cols = 0;
  int depth = 0;  ///< used in a three-dimensional layer only
  int given = 2;  ///< how many numbers were given: 1 (for all axes), 2 or 3

  static constexpr PerAxis all(int number) { return {number, number, number, 1}; }

  bool operator==(const PerAxis& other) const {
    const bool has_depth = given == 3 || other.given == 3;
    return rows == other.rows && cols == other.cols && (!has_depth || depth == other.depth);
  }
};

/// The operation on the cells under the kernel.
enum class Operator { convolution, max_pooling, average_pooling };

/// Padding along one axis, in cells.
struct Sides {
  int before = 0;
  int after = 0;

  bool operator==(const Sides&) const = default;
};

/// Padding with its own number of cells on both sides of each axis.
struct SidedPadding {
  Sides rows;
  Sides cols;
  Sides depth;
  int given = 2;  ///< for how many axes sides were given: 1 (the columns of a one-dimensional layer), 2 or 3

  bool operator==(const SidedPadding&) const = default;
};

/// A rule by which the padding follows from the other numbers of a layer: input n, kernel k, stride s, dilation d.
enum class PaddingRule {
  valid,       ///< no padding
  same,        ///< PyTorch's 'same': stride 1 only, d(k-1) cells in all, an odd cell at the end
  tf_same,     ///< TensorFlow's SAME, ONNX's SAME_UPPER: ceil(n/s) outputs, an odd cell at the end
  same_lower,  ///< ONNX's SAME_LOWER: as tf_same, but with an odd cell at the start
  full,        ///< d(k-1) cells on both sides
  half,        ///< floor((d(k-1) + 1)/2) cells on both sides
  causal,      ///< d(k-1) cells, all at the start
};

/// Padding as it was asked for: the same number on both sides, a number for each side, or a rule.
using Padding = std::variant<PerAxis, SidedPadding, PaddingRule>;

/// The values that padding holds.
enum class PaddingMode { zeros, reflect, replicate, circular };

/// A layer as it was asked for, before anything is computed or checked. Unset members take their defaults.
struct LayerOptions {
  std::optional<Operator> op{};               ///< default: convolution
  std::optional<int> dims{};                  ///< number of spatial axes, 1 to 3; default 2
  std::optional<PerAxis> n{};                 ///< size of the layer's own input, in cells; required
  std::optional<PerAxis> k{};                 ///< size of the kernel, in taps; required except for adaptive pooling
  std::optional<PerAxis> s{};                 ///< stride; default 1, or for pooling the kernel's size
  std::optional<Padding> p{};                 ///< padding, as in the layer's signature; default 0
  std::optional<PaddingMode> padding_mode{};  ///< for convolutions that are not transposed; default: zeros
  std::optional<PerAxis> d{};                 ///< dilation; default 1
  std::optional<bool> transposed{};           ///< whether the layer is a transposed convolution; default: no
  std::optional<PerAxis> a{};                 ///< output_padding of a transposed convolution; default 0
  std::optional<PerAxis> output_size{};       ///< output size of a transposed convolution; determines a or, if a is
                                              ///< given, the padding
  std::optional<bool> ceil_mode{};            ///< pooling: let the last window reach past the end of the input;
                                              ///< default: no
  std::optional<bool> count_include_pad{};    ///< average pooling: count padding as cells; default: yes
  std::optional<int> divisor_override{};      ///< average pooling: the number that sums are divided by
  std::optional<PerAxis> adaptive{};          ///< adaptive pooling: size of the output, in cells; given instead of k,
                                              ///< s, p and d
  std::optional<int> channels{};              ///< channels of the input; default: one for each group
  std::optional<int> filters{};               ///< channels of a convolution's output; default: one for each group
  std::optional<int> groups{};                ///< groups of a convolution; default 1
  std::optional<int> depth_multiplier{};      ///< depthwise convolution: number of filters for each channel, each
                                              ///< channel being a group
  std::optional<int> pointwise{};             ///< add a 1×1 convolution with this many output channels after a
                                              ///< convolution
  std::optional<bool> has_bias{};             ///< whether a convolution, or the 1×1 convolution that follows it, has a
                                              ///< bias; default: no

  bool operator==(const LayerOptions&) const = default;
};

}  // namespace convarith
