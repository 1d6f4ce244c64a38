#pragma once

#include <string_view>

#include "convarith/result.hpp"
#include "convarith/tensor.hpp"

namespace convarith {

/// Reads the numbers in a NumPy file as numpy.save writes it: formats 1.0 to 3.0 (NEP 1) in row-major or column-major
/// order, with booleans, whole numbers or floats of up to 64 bits in either byte order. Memory is allocated only for
/// numbers that the file holds. Errors: `where` is left empty.
Result<Tensor> read_npy(std::string_view bytes);

}  // namespace convarith
