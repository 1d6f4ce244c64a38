#pragma once

#include <string>

#include "convarith/operation.hpp"
#include "convarith/result.hpp"

namespace convarith {

enum class Framework { pytorch, keras, onnx };

/// The layer of a framework that computes what the figure shows, with its input of this size: a constructor call, or an
/// ONNX node as text. Said is only what differs from the framework's defaults; an ONNX node says all of its geometry.
/// What PyTorch and Keras spell, parse_layer_text reads.
/// Errors: the framework has no such layer; the hint, where there is one, does the same in two steps.
Result<std::string> spell_layer(const Operation& operation, Framework framework);

}  // namespace convarith
