#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "arithmetic/chain.hpp"
#include "arithmetic/model/layer_effect.hpp"
#include "convarith/model.hpp"
#include "convarith/tensor.hpp"

namespace convarith {

/// The parts of forward_pass(). Tensors have the channels, or features, as their first axis.
using Operands = std::span<const Tensor* const>;

/// Returns the product of lengths.
std::size_t numbers_in(const std::vector<int>& shape);

// Convolutions, poolings and fully connected layers (forward_windows.cpp).

/// Computes convolutions and poolings in a row.
Tensor apply_windows(const Chain& chain, const std::vector<Tensor>& parameters, const Tensor& input);
Tensor apply_linear(const Linear& layer, const std::vector<Tensor>& parameters, const Tensor& input,
                    std::vector<int> shape);

// Functions on numbers (forward_functions.cpp).

/// Whether a function can be applied to a map of so many axes, the channels among them.
bool is_computable(const NumberFunction& function, std::size_t axes);
void apply_function(const NumberFunction& function, const std::vector<Tensor>& parameters, Tensor& map);
/// Whether the numbers of a constant go with a map of such a shape without making it larger.
bool goes_with_map(const std::vector<int>& constant, const std::vector<int>& map);

// What moves or joins numbers (forward_shapes.cpp). `shape` is that of the result.

Tensor join_maps(const Join& join, Operands inputs, std::vector<int> shape);
Tensor flatten_map(const Tensor& input, bool has_channels_last);
Tensor repeat_cells(const Tensor& input, std::vector<int> shape);
Tensor add_border(const Border& border, const Tensor& input, std::vector<int> shape);
Tensor slice_channels(const ChannelSlice& slice, const Tensor& input, std::vector<int> shape);
Tensor exchange_axes(const Transposition& transposition, const Tensor& input, std::vector<int> shape);
Tensor reduce_map(const Reduction& reduction, const Tensor& input, std::vector<int> shape);

}  // namespace convarith
