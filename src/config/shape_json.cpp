#include "shape_json.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <vector>

#include "convarith/facts.hpp"
#include "convarith/stages.hpp"
#include "layer_spelling.hpp"

namespace convarith {
namespace {

using nlohmann::ordered_json;

/// An array of what `value` gives for each axis.
template <class Value>
ordered_json along_axes(const Operation& operation, const Value& value) {
  ordered_json list = ordered_json::array();
  for (const Axis& axis : operation.axes()) list.push_back(value(axis));
  return list;
}

ordered_json numbers(const Operation& operation, int Axis::*member) {
  return along_axes(operation, [member](const Axis& axis) { return axis.*member; });
}

ordered_json pair(const Sides& sides) {
  return ordered_json::array({sides.before, sides.after});
}

/// Whole numbers as such, as far as they are exact.
ordered_json number(double value) {
  constexpr double largest_exact = 9007199254740992.0;  // 2^53
  const bool is_whole =
      value > -largest_exact && value < largest_exact && value == static_cast<double>(static_cast<long long>(value));
  return is_whole ? ordered_json(static_cast<long long>(value)) : ordered_json(value);
}

ordered_json unvisited(const Operation& operation) {
  constexpr const char* keys[] = {"depth", "rows", "columns"};
  const std::vector<Axis> axes = operation.axes();
  ordered_json object = ordered_json::object();
  for (std::size_t i = 0; i < axes.size(); ++i) {
    object[keys[std::size(keys) - axes.size() + i]] = never_visited(axes[i], operation);
  }
  return object;
}

ordered_json formula_json(const Formula& formula) {
  return {{"general", formula.general}, {"worked", formula.worked}};
}

void add_spelling(const Operation& operation, ordered_json& object) {
  const Result<std::string> spelled = spell_layer(operation, Framework::pytorch);
  object["layer"] = spelled ? ordered_json(*spelled) : ordered_json();
  if (!spelled) object["no_layer_because"] = to_line(spelled.problems().front());
}

void add_fields(std::span<const Operation> chain, ordered_json& object) {
  ordered_json cells = ordered_json::array();
  ordered_json jumps = ordered_json::array();
  ordered_json centres = ordered_json::array();
  for (std::size_t i = 0; i < chain.back().axes().size(); ++i) {
    const ReceptiveField field = receptive_field(chain, i);
    cells.push_back(field.cells);
    jumps.push_back(number(static_cast<double>(field.jump.numerator) / static_cast<double>(field.jump.denominator)));
    centres.push_back(field.centre ? number(*field.centre) : ordered_json());
  }
  object["receptive_field"] = cells;
  object["jump"] = jumps;
  object["centre"] = centres;
}

ordered_json direct_layer(const Operation& operation) {
  const std::optional<Operation> direct = direct_layer_of(operation);
  if (!direct) return nullptr;
  ordered_json object;
  add_spelling(*direct, object);
  object["input"] = numbers(*direct, &Axis::input);
  object["output"] = numbers(*direct, &Axis::output);
  return object;
}

ordered_json transposition(const Operation& operation, FormulaFormat format) {
  return {{"direct", direct_layer(operation)},
          {"inserted_zeros", along_axes(operation, [](const Axis& axis) { return axis.stride - 1; })},
          {"p_t", along_axes(operation, [](const Axis& axis) { return pair(transposed_padding(axis)); })},
          {"formula", formula_json(transposed_padding_formula(operation, format))}};
}

void add_costs(const Operation& operation, ordered_json& object) {
  const Costs costs = costs_of(operation);
  object["weights"] = costs.weights;
  object["weights_of_bias"] = costs.bias;
  object["multiplications"] = number(costs.multiplications);
}

/// A 1×1 convolution that follows; its output is the layer's.
ordered_json pointwise_json(const Operation& pointwise) {
  ordered_json object;
  object["input"] = numbers(pointwise, &Axis::input);
  object["output"] = numbers(pointwise, &Axis::output);
  object["channels"] = pointwise.channels;
  object["filters"] = pointwise.filters;
  add_costs(pointwise, object);
  return object;
}

/// The last layer of a chain.
ordered_json layer_json(std::span<const Operation> chain, FormulaFormat format) {
  const Operation& operation = chain.back();
  ordered_json object;
  add_spelling(operation, object);
  object["input"] = numbers(operation, &Axis::input);
  object["output"] = numbers(operation, &Axis::output);
  object["channels"] = operation.channels;
  object["filters"] = operation.filters;
  if (!operation.adaptive) {
    object["kernel"] = numbers(operation, &Axis::kernel);
    object["stride"] = numbers(operation, &Axis::stride);
    object["dilation"] = numbers(operation, &Axis::dilation);
  }
  object["effective_kernel"] = along_axes(operation, [](const Axis& axis) { return axis.effective_kernel(); });
  object["padding"] = along_axes(operation, [](const Axis& axis) { return pair(axis.padding); });
  if (operation.transposed) object["output_padding"] = numbers(operation, &Axis::output_padding);
  object["unvisited"] = unvisited(operation);
  add_fields(chain, object);
  if (operation.pointwise) object["pointwise"] = pointwise_json(operations_of(operation).back());
  add_costs(operation, object);
  object["formula"] = formula_json(output_formula(operation, format));
  if (operation.transposed) object["transposed"] = transposition(operation, format);
  return object;
}

bool holds_objects(const ordered_json& value) {
  return value.is_object() || (value.is_array() && !value.empty() && value.front().is_object());
}

/// Two spaces for each level; lists of numbers and texts on one line.
std::string pretty(const ordered_json& value, const std::string& indent) {
  if (!holds_objects(value) || value.empty()) return value.dump();
  const std::string deeper = indent + "  ";
  std::string text;
  for (const auto& [key, member] : value.items()) {
    text += (text.empty() ? "\n" : ",\n") + deeper;
    if (value.is_object()) text += ordered_json(key).dump() + ": ";
    text += pretty(member, deeper);
  }
  return value.is_object() ? "{" + text + "\n" + indent + "}" : "[" + text + "\n" + indent + "]";
}

}  // namespace

std::string write_shapes(std::span<const Operation> chain, FormulaFormat format) {
  if (chain.size() == 1) return pretty(layer_json(chain, format), {}) + "\n";
  ordered_json layers = ordered_json::array();
  for (std::size_t i = 0; i < chain.size(); ++i) layers.push_back(layer_json(chain.first(i + 1), format));
  return pretty({{"layers", std::move(layers)}}, {}) + "\n";
}

}  // namespace convarith
