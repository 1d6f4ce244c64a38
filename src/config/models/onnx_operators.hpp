#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/models/onnx_operands.hpp"
#include "convarith/model.hpp"
#include "convarith/result.hpp"

namespace convarith {

/// What a node does to its maps, and the shape of what it makes.
struct OnnxMeaning {
  LayerAction action;
  OnnxShape shape = {};
};

/// Returns what each output of a node is. Outputs behind the last one are those of layers that give more than a map,
/// such as the places of maxima; they belong to the first output's layer.
/// Errors: the node has numbers that no layer can have; `where` is empty.
Result<std::vector<OnnxMeaning>> onnx_meanings(const OnnxNodeView& node);

/// Returns the meaning of a node that this program can't follow.
OnnxMeaning unknown_onnx(std::string hint = {});

/// Returns numbers of a node for each of `count` axes. Where the attribute is missing, all are `otherwise`.
/// Errors: it has another count of numbers, or numbers below `least` or above those of any layer.
Result<std::vector<int>> onnx_axis_numbers(const OnnxNodeView& node, std::string_view name, std::size_t count,
                                           int least, int otherwise);

/// Returns a size as a number of channels, cells or features, if it is known and one that layers can have.
std::optional<int> as_onnx_count(OnnxSize size);

// Convolutions and poolings.
Result<OnnxMeaning> onnx_convolution(const OnnxNodeView& node);
Result<OnnxMeaning> onnx_integer_convolution(const OnnxNodeView& node);
Result<OnnxMeaning> onnx_quantized_convolution(const OnnxNodeView& node);
Result<OnnxMeaning> onnx_transposed_convolution(const OnnxNodeView& node);
Result<OnnxMeaning> onnx_max_pooling(const OnnxNodeView& node);
Result<OnnxMeaning> onnx_average_pooling(const OnnxNodeView& node);

// What changes the shape of a map otherwise.
Result<OnnxMeaning> onnx_flattening(const OnnxNodeView& node);
Result<OnnxMeaning> onnx_reshaping(const OnnxNodeView& node);
Result<OnnxMeaning> onnx_squeezing(const OnnxNodeView& node);
Result<OnnxMeaning> onnx_unsqueezing(const OnnxNodeView& node);
Result<OnnxMeaning> onnx_transposition(const OnnxNodeView& node);
Result<OnnxMeaning> onnx_concatenation(const OnnxNodeView& node);
Result<OnnxMeaning> onnx_padding(const OnnxNodeView& node);
Result<OnnxMeaning> onnx_resizing(const OnnxNodeView& node);
Result<OnnxMeaning> onnx_pixel_shuffle(const OnnxNodeView& node);
Result<OnnxMeaning> onnx_slice(const OnnxNodeView& node);
Result<OnnxMeaning> onnx_gathering(const OnnxNodeView& node);
Result<OnnxMeaning> onnx_expansion(const OnnxNodeView& node);
Result<OnnxMeaning> onnx_reduction(const OnnxNodeView& node);
Result<OnnxMeaning> onnx_global_pooling(const OnnxNodeView& node);
Result<std::vector<OnnxMeaning>> onnx_split(const OnnxNodeView& node);

}  // namespace convarith
