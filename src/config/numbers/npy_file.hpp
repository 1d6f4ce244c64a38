#pragma once

#include <string_view>

#include "convarith/result.hpp"
#include "convarith/tensor.hpp"

namespace convarith {

/// The numbers in a file of NumPy's, as numpy.save writes it: formats 1.0 to 3.0 (NEP 1), rows or columns first, truth
/// values, whole numbers and floats of up to 64 bits in either order of bytes. Nothing is allocated for numbers that
/// the file does not hold. Errors: `where` is left empty.
Result<Tensor> read_npy(std::string_view bytes);

}  // namespace convarith
