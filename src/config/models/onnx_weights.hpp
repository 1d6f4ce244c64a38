#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

#include "convarith/result.hpp"
#include "convarith/tensor.hpp"

namespace convarith {

/// Reads tensors of an ONNX file by their names: initializers, and the outputs of Constant nodes. Those that the file
/// doesn't have are left out. `others` gets the names of the initializers that nobody asked for.
/// Errors: the file is cut off or malformed; numbers of a tensor are in another file, of a type that is not read, not
/// finite, too many, or not as many as its shape says; `where` is left empty.
Result<NamedTensors> read_onnx_weights(std::string_view bytes, const std::set<std::string, std::less<>>& names,
                                       std::set<std::string>& others);

}  // namespace convarith
