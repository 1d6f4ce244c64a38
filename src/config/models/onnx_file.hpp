#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "convarith/result.hpp"

namespace convarith {

/// A tensor of an ONNX file. Its numbers are read only where there are few of them, as sizes and factors have: those of
/// weights stay in the file, untouched.
struct OnnxTensor {
  std::string_view name = {};
  bool is_whole = false;  ///< whether its numbers are whole ones, or truths
  std::vector<std::int64_t> dims = {};
  std::vector<double> values = {};  ///< empty if they were not read
};

struct OnnxAttribute {
  std::string_view name = {};
  std::int64_t whole = 0;
  double real = 0;
  std::string_view text = {};
  std::vector<std::int64_t> wholes = {};
  std::vector<double> reals = {};
  std::optional<OnnxTensor> tensor = {};
  bool is_graph = false;  ///< a body of a loop or a branch, which is not read
};

struct OnnxNode {
  std::string_view name = {};
  std::string_view type = {};    ///< the operator: "Conv"
  std::string_view domain = {};  ///< whose operator it is; empty for ONNX's own
  std::vector<std::string_view> inputs = {};
  std::vector<std::string_view> outputs = {};
  std::vector<OnnxAttribute> attributes = {};
};

/// An input of a graph.
struct OnnxInput {
  std::string_view name = {};
  /// The shape, with the batch. A size that has a name instead of a number is unset, and so is the shape if unknown.
  std::optional<std::vector<std::optional<std::int64_t>>> dims = {};
};

/// What an ONNX file holds, as far as shapes depend on it. All texts are views of the file.
struct OnnxGraph {
  std::vector<OnnxInput> inputs = {};
  std::vector<OnnxTensor> initializers = {};
  std::vector<OnnxNode> nodes = {};
};

/// The largest number of nodes that a graph may have.
inline constexpr std::size_t kMostOnnxNodes = 65536;

/// Reads the bytes of an ONNX file. Errors: they are cut off or malformed, hold no graph, or more than is reasonable;
/// `where` is `source`.
Result<OnnxGraph> read_onnx_graph(std::string_view bytes, const std::string& source);

}  // namespace convarith
