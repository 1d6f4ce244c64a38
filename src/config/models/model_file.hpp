#pragma once

#include <filesystem>
#include <string>

#include "convarith/model.hpp"
#include "convarith/result.hpp"

namespace convarith {

/// Reads a model from a file, or from standard input if the name is "-". A large ONNX file is not read as a whole,
/// because most of it are weights, which are passed over.
/// Errors, with an empty `where`: there is no such file; it can't be read; it is no model.
Result<Model> load_model(const std::filesystem::path& file);

}  // namespace convarith
