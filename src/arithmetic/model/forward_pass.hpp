#pragma once

#include <functional>
#include <vector>

#include "arithmetic/model/model_trace.hpp"
#include "convarith/model.hpp"
#include "convarith/result.hpp"
#include "convarith/tensor.hpp"

namespace convarith {

/// The most multiplications of a forward pass. Pooling counts as if it multiplied.
inline constexpr double kMostMultiplications = 2e9;
/// The most numbers that all maps of a model, or all of its parameters, may have together.
inline constexpr double kMostModelNumbers = 1 << 25;

/// Is told how much of a forward pass is done, from 0 to 1, several times while it goes on.
using ForwardProgress = std::function<void(double share)>;

/// Returns the lengths of a map's axes, the channels first. Channels that aren't known have the length 0.
std::vector<int> lengths_of_map(const MapShape& shape);

/// Checks that the values of a model can be computed: its layers, of which all must fit, are of kinds whose arithmetic
/// is known, and there are not too many multiplications and numbers. Errors: `where` is a layer's place, or empty.
Status check_computable(const Model& model, const ModelTrace& trace);

/// Computes the output of each layer of a model in double precision. The model must be computable; it gets a single
/// input, which must have the shape of the trace's first: [channels, (depth,) (rows,) columns], or [features].
/// `parameters` are those of each layer, in the order of parameters_of(). Normalizations and dropouts are those of a
/// trained model.
/// Errors: numbers are no longer finite; `where` is the layer's place.
Result<std::vector<Tensor>> forward_pass(const Model& model, const ModelTrace& trace,
                                         const std::vector<std::vector<Tensor>>& parameters, const Tensor& input,
                                         const ForwardProgress& progress = {});

}  // namespace convarith
