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
  Tensor bias;     ///< [filters], where a 1×1 convolution follows [pointwise]; empty: none
  Tensor pointwise = {};  ///< the weights of a 1×1 convolution that follows, [pointwise, filters, 1...]
};

/// The shape that each of a layer's tensors has; empty for weights and bias that it does not have. The output is that
/// of the whole layer, after a 1×1 convolution that follows.
std::vector<int> input_shape(const Operation& operation);
std::vector<int> weight_shape(const Operation& operation);
std::vector<int> pointwise_shape(const Operation& operation);
std::vector<int> bias_shape(const Operation& operation);
std::vector<int> output_shape(const Operation& operation);

/// What a layer computes, in double precision: a cross-correlation (the kernel is not flipped), its transpose, or the
/// maximum or mean of each window, as PyTorch defines them; a 1×1 convolution that follows included. `values` has the
/// shapes above. A maximum over nothing but padding is minus infinity.
Tensor compute_output(const Operation& operation, const LayerValues& values);

}  // namespace convarith
