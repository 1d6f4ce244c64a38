#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "config/models/onnx_file.hpp"
#include "config/models/onnx_shapes.hpp"

namespace convarith {

/// A tensor that doesn't depend on the model's inputs, except for their sizes.
struct OnnxConstant {
  OnnxShape shape = {};
  std::optional<std::vector<OnnxNumber>> values = {};  ///< numbers of a single row, where they are known
  bool is_whole = false;
  std::string_view tensor = {};  ///< the tensor of the file that it is, if any; several may be the same one
  bool is_weight = false;        ///< whether it may have been learned: numbers of the file that are no plain factor
};

/// A tensor that layers make.
struct OnnxMap {
  int layer = 0;  ///< the layer, or -1 - i for input i of the model
  OnnxShape shape = {};
};

using OnnxOperand = std::variant<OnnxConstant, OnnxMap>;

/// A node and what it gets.
class OnnxNodeView {
 public:
  /// The node and the operands must outlive it. An operand that is left out is null.
  OnnxNodeView(const OnnxNode& node, std::vector<const OnnxOperand*> inputs)
      : node_(node), inputs_(std::move(inputs)) {}

  std::string_view type() const { return node_.type; }
  std::size_t outputs() const { return node_.outputs.size(); }
  std::string_view first_output() const { return node_.outputs.empty() ? std::string_view() : node_.outputs.front(); }
  std::size_t inputs() const { return inputs_.size(); }

  const OnnxAttribute* attribute(std::string_view name) const;
  long long whole(std::string_view name, long long otherwise) const;
  std::string_view text(std::string_view name, std::string_view otherwise) const;

  const OnnxOperand* input(std::size_t place) const { return place < inputs_.size() ? inputs_[place] : nullptr; }
  /// Returns an input if it is a constant, or null.
  const OnnxConstant* constant(std::size_t place) const;
  /// Returns an input if it is a map, or null.
  const OnnxMap* map(std::size_t place) const;
  std::vector<const OnnxMap*> maps() const;

  /// Whether numbers are given, either by an attribute, as in older versions of ONNX, or by an input.
  bool has_numbers(std::string_view name, std::size_t place) const;
  /// Returns numbers that are given, either by an attribute, as in older versions of ONNX, or by a constant. Nothing if
  /// any of them is unknown.
  std::optional<std::vector<double>> numbers(std::string_view name, std::size_t place) const;
  std::optional<std::vector<long long>> wholes(std::string_view name, std::size_t place) const;

 private:
  const OnnxNode& node_;
  std::vector<const OnnxOperand*> inputs_;
};

/// Returns the shape of an operand.
const OnnxShape& shape_of(const OnnxOperand& operand);

/// Returns a tensor of the file as a constant.
OnnxConstant constant_of(const OnnxTensor& tensor, bool is_initializer);

}  // namespace convarith
