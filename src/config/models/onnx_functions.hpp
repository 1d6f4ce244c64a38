#pragma once

#include <optional>
#include <string_view>

#include "config/models/onnx_operands.hpp"
#include "convarith/model.hpp"

namespace convarith {

/// Returns what a node makes of each number of a map that keeps its shape; unknown if this program can't compute it.
NumberFunction onnx_function(const OnnxNodeView& node);

/// Returns what a node makes of a map and a constant.
NumberFunction onnx_function_with_constant(const OnnxNodeView& node);

/// Returns what a convolution or a pooling makes of its outputs; unknown if it isn't the usual one.
NumberFunction onnx_function_of_window(const OnnxNodeView& node);

/// Whether a product has no factors of its own.
bool has_plain_factors(const OnnxNodeView& node);

/// Returns what a node that pads writes into new cells, if it is known.
std::optional<double> onnx_padding_value(const OnnxNodeView& node);

/// Returns which copies a node that pads writes into new cells, if it does.
std::optional<PaddingMode> onnx_padding_mode(const OnnxNodeView& node);

/// Whether a node that enlarges a map by a whole number doesn't repeat all of its cells equally often.
bool repeats_unevenly(const OnnxNodeView& node);

Reduction::Kind onnx_reduction_kind(std::string_view type);

}  // namespace convarith
