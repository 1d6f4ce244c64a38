#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace convarith {

/// A size or a number that may be unknown.
using OnnxSize = std::optional<long long>;
using OnnxNumber = std::optional<double>;

/// A shape with the batch, if the number of its axes is known.
using OnnxShape = std::optional<std::vector<OnnxSize>>;

/// Returns a number as a size. What is beyond all sizes becomes the largest or smallest of them: programs write such
/// numbers for "to the end".
long long as_onnx_size(double number);

/// Returns an axis counted from the front, or nothing if there is no such axis, or if it is counted from the end and
/// the number of axes is unknown.
std::optional<std::size_t> onnx_axis(long long axis, const OnnxShape& shape);

/// Returns the shape of two operands of which one counts for all cells of the other where it has a single cell along an
/// axis. Nothing if the number of axes is unknown.
OnnxShape broadcast(const OnnxShape& one, const OnnxShape& other);

/// The product of all sizes from an axis on, if they are known.
OnnxSize count_from(const OnnxShape& shape, std::size_t first_axis);

/// Returns the shape with the axes exchanged.
OnnxShape transposed(const OnnxShape& shape, const std::vector<long long>& order);

/// Returns the shape without the given axes, or without all axes of a single cell if none are given.
OnnxShape squeezed(const OnnxShape& shape, const std::vector<long long>& axes);

/// Returns the shape with new axes of a single cell, which are counted in the result.
OnnxShape unsqueezed(const OnnxShape& shape, const std::vector<long long>& axes);

/// Returns what Reshape makes of a shape: 0 keeps a size, and -1 stands for what is left.
OnnxShape reshaped(const OnnxShape& shape, const std::vector<OnnxSize>& sizes);

}  // namespace convarith
