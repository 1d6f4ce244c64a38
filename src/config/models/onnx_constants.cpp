#include "config/models/onnx_constants.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

namespace convarith {
namespace {

using Values = std::optional<std::vector<OnnxNumber>>;

/// Rows of numbers stay short where one is made of others.
constexpr std::size_t kMostFoldedValues = 256;

/// Returns whole numbers in a row.
OnnxConstant row_of(std::vector<OnnxNumber> values) {
  OnnxConstant row;
  row.shape = std::vector<OnnxSize>{static_cast<long long>(values.size())};
  row.values = std::move(values);
  row.is_whole = true;
  return row;
}

/// Returns the first input itself, which is the same tensor of the file.
OnnxConstant fold_identity(const OnnxNodeView& node) {
  const OnnxConstant* const input = node.constant(0);
  return input == nullptr ? OnnxConstant{} : *input;
}

/// Returns the first input, to be changed.
OnnxConstant constant_input(const OnnxNodeView& node) {
  OnnxConstant input = fold_identity(node);
  input.tensor = {};
  return input;
}

OnnxConstant fold_constant(const OnnxNodeView& node) {
  if (const OnnxAttribute* const value = node.attribute("value"); value != nullptr && value->tensor) {
    OnnxConstant constant = constant_of(*value->tensor, false);
    constant.tensor = node.first_output();
    return constant;
  }
  OnnxConstant constant;
  for (const std::string_view name : {"value_int", "value_ints", "value_float", "value_floats"}) {
    const OnnxAttribute* const value = node.attribute(name);
    if (value == nullptr) continue;
    constant.is_whole = name.starts_with("value_int");
    constant.values.emplace();
    if (name == "value_int") constant.values->push_back(static_cast<double>(value->whole));
    if (name == "value_float") constant.values->push_back(value->real);
    for (const std::int64_t number : value->wholes) constant.values->push_back(static_cast<double>(number));
    for (const double number : value->reals) constant.values->push_back(number);
    constant.shape.emplace();
    if (name.ends_with('s')) constant.shape->push_back(static_cast<long long>(constant.values->size()));
  }
  return constant;
}

OnnxConstant fold_shape(const OnnxNodeView& node) {
  const OnnxShape& shape = shape_of(*node.input(0));
  if (!shape) return {};
  const auto length = static_cast<long long>(shape->size());
  const auto place = [length](long long axis) { return std::clamp(axis < 0 ? axis + length : axis, 0LL, length); };
  std::vector<OnnxNumber> values;
  for (long long i = place(node.whole("start", 0)); i < place(node.whole("end", length)); ++i) {
    const OnnxSize size = (*shape)[static_cast<std::size_t>(i)];
    values.push_back(size ? OnnxNumber(static_cast<double>(*size)) : std::nullopt);
  }
  return row_of(std::move(values));
}

OnnxConstant fold_size(const OnnxNodeView& node) {
  const OnnxSize count = count_from(shape_of(*node.input(0)), 0);
  OnnxConstant size = row_of({count ? OnnxNumber(static_cast<double>(*count)) : std::nullopt});
  size.shape.emplace();
  return size;
}

OnnxConstant fold_gather(const OnnxNodeView& node) {
  const OnnxConstant* const from = node.constant(0);
  const OnnxConstant* const places = node.constant(1);
  if (from == nullptr || places == nullptr || !from->values || !places->values || node.whole("axis", 0) != 0) return {};
  if (!from->shape || from->shape->size() != 1) return {};
  OnnxConstant picked = *places;
  picked.tensor = {};
  picked.is_whole = from->is_whole;
  for (OnnxNumber& number : *picked.values) {
    if (!number) continue;
    const auto length = static_cast<long long>(from->values->size());
    const long long given = as_onnx_size(*number);
    const long long place = given < 0 ? given + length : given;
    number = place >= 0 && place < length ? (*from->values)[static_cast<std::size_t>(place)] : std::nullopt;
  }
  return picked;
}

OnnxConstant fold_concatenation(const OnnxNodeView& node) {
  std::vector<OnnxNumber> values;
  for (std::size_t i = 0; i < node.inputs(); ++i) {
    const OnnxConstant* const part = node.constant(i);
    if (part == nullptr || !part->values || !part->shape || part->shape->size() != 1) return {};
    values.insert(values.end(), part->values->begin(), part->values->end());
    if (values.size() > kMostFoldedValues) return {};
  }
  OnnxConstant row = row_of(std::move(values));
  row.is_whole = node.inputs() > 0 && node.constant(0)->is_whole;
  return row;
}

OnnxConstant fold_unsqueeze(const OnnxNodeView& node) {
  OnnxConstant result = constant_input(node);
  const auto axes = node.wholes("axes", 1);
  result.shape = axes ? unsqueezed(result.shape, *axes) : std::nullopt;
  return result;
}

OnnxConstant fold_squeeze(const OnnxNodeView& node) {
  OnnxConstant result = constant_input(node);
  const auto axes = node.wholes("axes", 1);
  result.shape = axes || !node.has_numbers("axes", 1) ? squeezed(result.shape, axes.value_or(std::vector<long long>{}))
                                                      : std::nullopt;
  return result;
}

OnnxConstant fold_reshape(const OnnxNodeView& node) {
  OnnxConstant result = constant_input(node);
  const auto sizes = node.wholes("shape", 1);
  result.shape = sizes ? reshaped(result.shape, std::vector<OnnxSize>(sizes->begin(), sizes->end())) : std::nullopt;
  return result;
}

/// Returns the values of a table column by column.
Values by_columns(const OnnxConstant& table) {
  const bool is_table = table.values && table.shape && table.shape->size() == 2;
  const auto rows = static_cast<std::size_t>(is_table ? (*table.shape)[0].value_or(0) : 0);
  const auto columns = static_cast<std::size_t>(is_table ? (*table.shape)[1].value_or(0) : 0);
  if (!is_table || table.values->size() > kMostFoldedValues || rows * columns != table.values->size()) {
    return std::nullopt;
  }
  std::vector<OnnxNumber> values;
  for (std::size_t column = 0; column < columns; ++column) {
    for (std::size_t row = 0; row < rows; ++row) values.push_back((*table.values)[row * columns + column]);
  }
  return values;
}

OnnxConstant fold_transposition(const OnnxNodeView& node) {
  OnnxConstant result = constant_input(node);
  const auto order = node.attribute("perm") == nullptr ? std::nullopt : node.wholes("perm", 1);
  const bool exchanges_both = !order || *order == std::vector<long long>{1, 0};
  const Values turned = exchanges_both ? by_columns(result) : std::nullopt;
  if (node.attribute("perm") != nullptr) {
    result.shape = transposed(result.shape, *node.wholes("perm", 1));
  } else if (result.shape) {
    std::reverse(result.shape->begin(), result.shape->end());
  }
  if (!result.shape || result.shape->size() > 1) result.values = turned;
  return result;
}

/// Turns the order of a table's rows round, as PyTorch does with the sides of padding. Nothing if the node takes
/// something else.
std::optional<OnnxConstant> with_turned_rows(const OnnxNodeView& node) {
  OnnxConstant table = constant_input(node);
  const bool is_table = table.values && table.shape && table.shape->size() == 2 && !table.values->empty();
  const bool is_turned = node.wholes("starts", 1) == std::vector{-1LL} &&
                         node.wholes("steps", 4) == std::vector{-1LL} && node.wholes("axes", 3) == std::vector{0LL};
  const auto ends = node.wholes("ends", 2);
  if (!is_table || !is_turned || !ends || ends->size() != 1 || !table.shape->front()) return std::nullopt;
  const auto rows = *table.shape->front();
  if (ends->front() >= -rows || table.values->size() % static_cast<std::size_t>(rows) != 0) return std::nullopt;
  const std::size_t columns = table.values->size() / static_cast<std::size_t>(rows);
  std::vector<OnnxNumber> values;
  for (std::size_t end = table.values->size(); end > 0; end -= columns) {
    const auto row = table.values->begin() + static_cast<std::ptrdiff_t>(end - columns);
    values.insert(values.end(), row, row + static_cast<std::ptrdiff_t>(columns));
  }
  table.values = std::move(values);
  return table;
}

OnnxConstant fold_slice(const OnnxNodeView& node) {
  if (const auto turned = with_turned_rows(node)) return *turned;
  const OnnxConstant from = constant_input(node);
  const auto starts = node.wholes("starts", 1);
  const auto ends = node.wholes("ends", 2);
  const auto steps = node.wholes("steps", 4).value_or(std::vector<long long>{1});
  const bool is_row = from.values && from.shape && from.shape->size() == 1;
  if (!is_row || !starts || !ends || starts->size() != 1 || ends->size() != 1 || steps != std::vector{1LL}) return {};
  const auto length = static_cast<long long>(from.values->size());
  const auto place = [length](long long at) { return std::clamp(at < 0 ? at + length : at, 0LL, length); };
  const long long first = place(starts->front());
  const long long end = std::max(place(ends->front()), first);
  OnnxConstant part = row_of({from.values->begin() + first, from.values->begin() + end});
  part.is_whole = from.is_whole;
  return part;
}

OnnxConstant fold_cast(const OnnxNodeView& node) {
  OnnxConstant result = constant_input(node);
  const long long to = node.whole("to", 0);
  result.is_whole = to != 1 && to != 10 && to != 11 && to != 16;
  if (!result.is_whole || !result.values) return result;
  for (OnnxNumber& number : *result.values) {
    if (number) number = std::trunc(*number);
  }
  return result;
}

/// Fills a shape with copies of one number.
OnnxConstant fold_filling(const OnnxNodeView& node) {
  const auto sizes = node.wholes("shape", 0);
  if (!sizes) return {};
  OnnxConstant filled;
  filled.shape.emplace(sizes->begin(), sizes->end());
  const OnnxSize count = count_from(filled.shape, 0);
  if (!count || *count > static_cast<long long>(kMostFoldedValues)) return filled;
  const OnnxAttribute* const value = node.attribute("value");
  const bool is_given = value != nullptr && value->tensor && value->tensor->values.size() == 1;
  filled.values.emplace(static_cast<std::size_t>(*count), is_given ? value->tensor->values.front() : 0);
  filled.is_whole = is_given && value->tensor->is_whole;
  return filled;
}

double add(double one, double other) {
  return one + other;
}
double subtract(double one, double other) {
  return one - other;
}
double multiply(double one, double other) {
  return one * other;
}
double divide(double one, double other) {
  return one / other;
}
double smaller(double one, double other) {
  return std::min(one, other);
}
double larger(double one, double other) {
  return std::max(one, other);
}

struct Arithmetic {
  std::string_view type;
  double (*compute)(double, double);
};

constexpr Arithmetic kArithmetic[] = {
    {"Add", add}, {"Sub", subtract}, {"Mul", multiply}, {"Div", divide}, {"Min", smaller}, {"Max", larger},
};

OnnxNumber finite(double number) {
  return std::isfinite(number) ? OnnxNumber(number) : std::nullopt;
}

/// Computes numbers pair by pair; a single number goes with all of the other row.
Values computed(const Arithmetic& arithmetic, const OnnxConstant& one, const OnnxConstant& other) {
  if (!one.values || !other.values) return std::nullopt;
  const std::size_t count = std::max(one.values->size(), other.values->size());
  const auto number = [count](const OnnxConstant& from, std::size_t i) -> OnnxNumber {
    if (from.values->size() == count) return (*from.values)[i];
    return from.values->size() == 1 ? from.values->front() : std::nullopt;
  };
  std::vector<OnnxNumber> values(count);
  for (std::size_t i = 0; i < count; ++i) {
    const OnnxNumber left = number(one, i);
    const OnnxNumber right = number(other, i);
    if (left && right) values[i] = finite(arithmetic.compute(*left, *right));
    if (values[i] && one.is_whole) values[i] = std::trunc(*values[i]);
  }
  return values;
}

OnnxConstant fold_arithmetic(const OnnxNodeView& node) {
  const OnnxConstant* const other = node.constant(1);
  if (node.constant(0) == nullptr || other == nullptr) return {};
  OnnxConstant result = constant_input(node);
  const auto* const arithmetic =
      std::find_if(std::begin(kArithmetic), std::end(kArithmetic),
                   [&](const Arithmetic& candidate) { return candidate.type == node.type(); });
  result.values = computed(*arithmetic, *node.constant(0), *other);
  result.shape = broadcast(result.shape, other->shape);
  return result;
}

OnnxConstant fold_rounding(const OnnxNodeView& node) {
  OnnxConstant result = constant_input(node);
  if (!result.values) return result;
  for (OnnxNumber& number : *result.values) {
    if (number) number = node.type() == "Floor" ? std::floor(*number) : std::ceil(*number);
  }
  return result;
}

/// What is computed number by number keeps the shape; the numbers are not needed.
OnnxConstant fold_shape_only(const OnnxNodeView& node) {
  OnnxConstant result = constant_input(node);
  result.values.reset();
  return result;
}

struct FoldedOperator {
  std::string_view type;
  OnnxConstant (*fold)(const OnnxNodeView& node);
};

constexpr FoldedOperator kFoldedOperators[] = {
    {"Add", fold_arithmetic},
    {"Cast", fold_cast},
    {"Ceil", fold_rounding},
    {"Concat", fold_concatenation},
    {"Constant", fold_constant},
    {"ConstantOfShape", fold_filling},
    {"DequantizeLinear", fold_shape_only},
    {"Div", fold_arithmetic},
    {"Exp", fold_shape_only},
    {"Floor", fold_rounding},
    {"Gather", fold_gather},
    {"Identity", fold_identity},
    {"Max", fold_arithmetic},
    {"Min", fold_arithmetic},
    {"Mul", fold_arithmetic},
    {"Neg", fold_shape_only},
    {"QuantizeLinear", fold_shape_only},
    {"Reciprocal", fold_shape_only},
    {"Reshape", fold_reshape},
    {"Shape", fold_shape},
    {"Size", fold_size},
    {"Slice", fold_slice},
    {"Sqrt", fold_shape_only},
    {"Squeeze", fold_squeeze},
    {"Sub", fold_arithmetic},
    {"Transpose", fold_transposition},
    {"Unsqueeze", fold_unsqueeze},
};

}  // namespace

bool is_onnx_shape_node(const OnnxNodeView& node) {
  return (node.type() == "Shape" || node.type() == "Size") && node.input(0) != nullptr;
}

OnnxConstant fold_onnx_constants(const OnnxNodeView& node) {
  const auto* const found =
      std::find_if(std::begin(kFoldedOperators), std::end(kFoldedOperators),
                   [&](const FoldedOperator& candidate) { return candidate.type == node.type(); });
  if (found == std::end(kFoldedOperators)) return {};
  const bool needs_input = found->fold == fold_shape || found->fold == fold_size;
  if (needs_input && node.input(0) == nullptr) return {};
  return found->fold(node);
}

}  // namespace convarith
