#pragma once

#include <optional>

namespace convarith {

/// A whole number for each spatial axis.
struct PerAxis {
  int rows = 0;
  int cols = 0;

  bool operator==(const PerAxis&) const = default;
};

/// What is computed from the cells under the kernel.
enum class Operator { convolution, max_pooling, average_pooling };

/// A layer as it was asked for: nothing computed, nothing checked. What is unset takes its default.
struct LayerOptions {
  std::optional<Operator> op;      ///< default: convolution
  std::optional<PerAxis> n;        ///< the layer's own input, in cells; required
  std::optional<PerAxis> k;        ///< kernel, in taps; required
  std::optional<PerAxis> s;        ///< stride; default 1, for pooling the kernel
  std::optional<PerAxis> p;        ///< padding on each side, as in the layer's signature; default 0
  std::optional<PerAxis> d;        ///< dilation; default 1
  std::optional<PerAxis> a;        ///< output_padding of a transposed convolution; default 0
  std::optional<bool> transposed;  ///< default: no

  bool operator==(const LayerOptions&) const = default;
};

}  // namespace convarith
