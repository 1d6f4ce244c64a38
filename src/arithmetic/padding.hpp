#pragma once

#include "arithmetic/operation.hpp"

namespace convarith {

/// Sets the padding along an axis, whose other numbers must be known, by a rule. For a transposed convolution this may
/// set the output_padding, too. Axes of transposed convolutions follow Keras and ONNX: TensorFlow's SAME gives n*s
/// outputs, and VALID gives (n-1)s + max(K, s). (PyTorch: Conv2d; TensorFlow: tf.nn.convolution; Keras:
/// Conv2DTranspose; ONNX: Conv, ConvTranspose.)
void pad_by_rule(Axis& axis, PaddingRule rule, bool transposed, bool has_output_padding);

}  // namespace convarith
