#pragma once

#include <vector>

#include "arithmetic/layer_values.hpp"
#include "arithmetic/operation.hpp"
#include "convarith/tensor.hpp"

namespace convarith {

/// One convolution or pooling of a layer, with its numbers as far as they are known.
struct Stage {
  Operation operation;  ///< without a 1×1 convolution that follows
  LayerValues values;
};

/// What a layer does one after the other: itself, or itself and the 1×1 convolution that follows it, which has the
/// bias. The input of the second is the output of the first where that can be computed.
std::vector<Stage> stages_of(const Operation& operation, const LayerValues& values);

/// The same without numbers.
std::vector<Operation> operations_of(const Operation& operation);

/// Channels of the output: those of the 1×1 convolution that follows, else the filters.
int output_channels(const Operation& operation);

}  // namespace convarith
