#include "config/models/onnx_operands.hpp"

#include <algorithm>

namespace convarith {
const OnnxAttribute* OnnxNodeView::attribute(std::string_view name) const {
  const auto found = std::find_if(node_.attributes.begin(), node_.attributes.end(),
                                  [name](const OnnxAttribute& given) { return given.name == name; });
  return found == node_.attributes.end() ? nullptr : &*found;
}

long long OnnxNodeView::whole(std::string_view name, long long otherwise) const {
  const OnnxAttribute* const given = attribute(name);
  return given == nullptr ? otherwise : given->whole;
}

std::string_view OnnxNodeView::text(std::string_view name, std::string_view otherwise) const {
  const OnnxAttribute* const given = attribute(name);
  return given == nullptr || given->text.empty() ? otherwise : given->text;
}

const OnnxConstant* OnnxNodeView::constant(std::size_t place) const {
  return input(place) == nullptr ? nullptr : std::get_if<OnnxConstant>(input(place));
}

const OnnxMap* OnnxNodeView::map(std::size_t place) const {
  return input(place) == nullptr ? nullptr : std::get_if<OnnxMap>(input(place));
}

std::vector<const OnnxMap*> OnnxNodeView::maps() const {
  std::vector<const OnnxMap*> maps;
  for (std::size_t i = 0; i < inputs_.size(); ++i) {
    if (map(i) != nullptr) maps.push_back(map(i));
  }
  return maps;
}

bool OnnxNodeView::has_numbers(std::string_view name, std::size_t place) const {
  return attribute(name) != nullptr || input(place) != nullptr;
}

std::optional<std::vector<double>> OnnxNodeView::numbers(std::string_view name, std::size_t place) const {
  if (const OnnxAttribute* const given = attribute(name)) {
    if (!given->reals.empty()) return given->reals;
    return std::vector<double>(given->wholes.begin(), given->wholes.end());
  }
  const OnnxConstant* const given = constant(place);
  if (given == nullptr || !given->values) return std::nullopt;
  std::vector<double> numbers;
  for (const OnnxNumber& number : *given->values) {
    if (!number) return std::nullopt;
    numbers.push_back(*number);
  }
  return numbers;
}

std::optional<std::vector<long long>> OnnxNodeView::wholes(std::string_view name, std::size_t place) const {
  const auto given = numbers(name, place);
  if (!given) return std::nullopt;
  std::vector<long long> wholes;
  for (const double number : *given) wholes.push_back(as_onnx_size(number));
  return wholes;
}

const OnnxShape& shape_of(const OnnxOperand& operand) {
  return std::visit([](const auto& tensor) -> const OnnxShape& { return tensor.shape; }, operand);
}

OnnxConstant constant_of(const OnnxTensor& tensor, bool is_initializer) {
  OnnxConstant constant;
  constant.shape.emplace(tensor.dims.begin(), tensor.dims.end());
  constant.is_whole = tensor.is_whole;
  if (is_initializer) constant.tensor = tensor.name;
  constant.is_weight = is_initializer && !tensor.is_whole && !tensor.dims.empty();
  const bool is_empty = std::find(tensor.dims.begin(), tensor.dims.end(), 0) != tensor.dims.end();
  if (is_empty || !tensor.values.empty()) constant.values.emplace(tensor.values.begin(), tensor.values.end());
  return constant;
}

}  // namespace convarith
