#pragma once

#include <string>
#include <string_view>

#include "convarith/model.hpp"
#include "convarith/result.hpp"

namespace convarith {

/// Whether a content looks like source of a program: layers of PyTorch or Keras, one call a line, an nn.Sequential or a
/// keras.Sequential.
bool looks_like_model_program(std::string_view content);

/// Reads source of a program: layers of PyTorch or Keras, one call a line, an nn.Sequential or a keras.Sequential.
/// `source` stands for the file in messages.
Result<Model> read_model_program(std::string_view content, const std::string& source);

}  // namespace convarith
