#pragma once

#include "config/models/onnx_operands.hpp"

namespace convarith {

/// Whether a node makes a constant even of a map: its shape.
bool is_onnx_shape_node(const OnnxNodeView& node);

/// Computes what a node makes of constants, as far as sizes of layers depend on such nodes. What is not computed is
/// unknown.
OnnxConstant fold_onnx_constants(const OnnxNodeView& node);

}  // namespace convarith
