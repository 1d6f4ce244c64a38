#pragma once

#include <filesystem>

#include "convarith/result.hpp"
#include "convarith/tensor.hpp"

namespace convarith {

/// The numbers in a file, read as its suffix says: .json, .csv or .npy; a single number has no axes.
/// Errors: `where` is left empty for the caller, who knows where the file was named; `why` names the file, and the line
/// where there are any.
Result<Tensor> read_number_file(const std::filesystem::path& file);

}  // namespace convarith
