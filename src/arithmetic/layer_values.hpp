#pragma once

#include <vector>

#include "arithmetic/operation.hpp"
#include "convarith/tensor.hpp"

namespace convarith {

/// The numbers of a layer.
struct LayerValues {
  Tensor input;    ///< [channels, (depth,) (rows,) cols]
  Tensor weights;  ///< as frameworks store them: [filters, channels/groups, kernel...], of a transposed convolution
                   ///< [channels, filters/groups, kernel...]; empty for pooling
  Tensor bias;     ///< [filters]; empty: none
};

/// The shape that each of a layer's tensors has; empty for weights and bias that it does not have.
std::vector<int> input_shape(const Operation& operation);
std::vector<int> weight_shape(const Operation& operation);
std::vector<int> bias_shape(const Operation& operation);
std::vector<int> output_shape(const Operation& operation);

/// Whether the numbers that a layer's output is computed from are known: its input, and of a convolution the weights.
bool has_output(const Operation& operation, const LayerValues& values);

/// What a layer computes, in double precision: a cross-correlation (the kernel is not flipped), its transpose, or the
/// maximum or mean of each window, as PyTorch defines them. `values` has the shapes above. A maximum over nothing but
/// padding is minus infinity.
Tensor compute_output(const Operation& operation, const LayerValues& values);

}  // namespace convarith
