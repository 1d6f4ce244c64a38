#pragma once

#include <filesystem>

#include "convarith/result.hpp"
#include "convarith/tensor.hpp"

namespace convarith {

/// Reads the numbers in a file, whose suffix tells its format: .json, .csv or .npy. A single number has no axes.
/// Errors: `where` is left empty for the caller, who knows where the file was named. `why` names the file and, if its
/// format has lines, the line.
Result<Tensor> read_number_file(const std::filesystem::path& file);

}  // namespace convarith
