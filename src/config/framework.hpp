#pragma once

namespace convarith {

/// The framework in whose words a layer is written.
enum class Framework { pytorch, keras, onnx };

}  // namespace convarith
