#pragma once

namespace convarith {

/// Whose words a layer is written in.
enum class Framework { pytorch, keras, onnx };

}  // namespace convarith
