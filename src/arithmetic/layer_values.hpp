#pragma once

#include <vector>

#include "arithmetic/operation.hpp"
#include "convarith/tensor.hpp"

namespace convarith {

/// The numbers of a layer.
struct LayerValues {
  Tensor input;    ///< [channels, (depth,) (rows,) cols]
  Tensor weights;  ///< as frameworks store them: [filters, channels/groups, kernel...], or [channels, filters/groups,
                   ///< kernel...] for a transposed convolution; empty for pooling
  Tensor bias;     ///< [filters]; empty if there is none
};

/// These functions return the shape of each of a layer's tensors. The shape of weights and bias is empty if the layer
/// has none.
std::vector<int> input_shape(const Operation& operation);
std::vector<int> weight_shape(const Operation& operation);
std::vector<int> bias_shape(const Operation& operation);
std::vector<int> output_shape(const Operation& operation);

/// Whether the numbers that the output depends on are known: the input and, for a convolution, the weights.
bool has_output(const Operation& operation, const LayerValues& values);

/// Computes a layer's output in double precision: a cross-correlation (the kernel is not flipped), its transpose, or
/// the maximum or mean of each window, as PyTorch defines them. `values` must have the shapes above. The maximum of a
/// window that holds only padding is minus infinity.
Tensor compute_output(const Operation& operation, const LayerValues& values);

}  // namespace convarith
