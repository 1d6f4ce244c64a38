#pragma once

#include <string>
#include <string_view>

#include "convarith/model.hpp"
#include "convarith/result.hpp"

namespace convarith {

/// Reads a model. What it is follows from its content: what PyTorch prints, source of PyTorch or Keras, the JSON of a
/// Keras model, or an ONNX file. `source` stands for the file in messages.
/// Errors: the text or file can't be read as any of these; all problems that can be found are reported, each with its
/// place.
Result<Model> read_model(std::string_view content, const std::string& source);

/// One way in which models are written. A new one is added to the table in read_model.cpp only.
struct ModelReader {
  std::string_view name;
  bool (*fits)(std::string_view content);
  Result<Model> (*read)(std::string_view content, const std::string& source);
  bool is_text = true;
};

}  // namespace convarith
