#pragma once

#include <span>
#include <string>
#include <string_view>

#include "convarith/result.hpp"
#include "convarith/tensor.hpp"

namespace convarith {

/// The largest side of a kernel whose size is given with its name.
inline constexpr int kMostNamedKernelSide = 31;

/// A kernel that has a name, such as "sobel-x".
struct NamedKernel {
  std::string_view name;
  std::string_view help;  ///< what it does to a picture
  bool takes_size;        ///< whether a size may follow the name, as in "box:3x5"
};

/// Returns all kernels that have names, in the order of help texts.
std::span<const NamedKernel> named_kernels();

/// Returns the kernel that a text such as "sobel-x", "gaussian:5" or "box:3x5" names: its [rows, columns] of numbers,
/// in the order in which layers apply them, which do not flip kernels. The tensor has the text as its name.
/// Errors, with an empty `where`: there is no such kernel, or it does not have that size.
Result<Tensor> named_kernel(std::string_view text);

/// Writes the numbers of a kernel of that text in one line, rows separated by commas: "-1 0 1, -2 0 2, -1 0 1". Numbers
/// that are not whole are written as whole ones with their divisor: "1/16 of 1 2 1, 2 4 2, 1 2 1".
std::string kernel_numbers_text(std::string_view text);

/// Writes a line for each kernel with a name: what it does and, below, its numbers.
std::string named_kernels_text();

}  // namespace convarith
