#pragma once

#include <string>
#include <string_view>

#include "convarith/model.hpp"
#include "convarith/result.hpp"

namespace convarith {

/// Whether a content looks like an ONNX file.
bool looks_like_onnx_model(std::string_view content);

/// Reads an ONNX file. `source` stands for the file in messages.
Result<Model> read_onnx_model(std::string_view content, const std::string& source);

}  // namespace convarith
