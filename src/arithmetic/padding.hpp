#pragma once

#include "arithmetic/operation.hpp"

namespace convarith {

/// Sets the padding along an axis, whose other numbers are known, by a rule; of a transposed convolution perhaps its
/// output_padding too. `transposed` axes follow Keras and ONNX: TensorFlow's SAME gives n*s outputs, VALID
/// (n-1)s + max(K, s).
/// (PyTorch: Conv2d; TensorFlow: tf.nn.convolution; Keras: Conv2DTranspose; ONNX: Conv, ConvTranspose.)
void pad_by_rule(Axis& axis, PaddingRule rule, bool transposed, bool has_output_padding);

}  // namespace convarith
