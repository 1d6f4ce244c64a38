#include "engine/shape_json.hpp"
#include "arithmetic/layer_values.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <vector>

#include "arithmetic/facts.hpp"
#include "config/layer_spelling/layer_spelling.hpp"

namespace convarith {
namespace {

using nlohmann::ordered_json;

/// Returns an array of value(axis) for each axis.
template <class Value>
ordered_json json_along_axes(const Operation& operation, const Value& value) {
  ordered_json list = ordered_json::array();
  for (const Axis& axis : operation.axes()) list.push_back(value(axis));
  return list;
}

ordered_json numbers(const Operation& operation, int Axis::*member) {
  return json_along_axes(operation, [member](const Axis& axis) { return axis.*member; });
}

ordered_json pair(const Sides& sides) {
  return ordered_json::array({sides.before, sides.after});
}

/// Writes whole numbers as integers, as far as doubles are exact.
ordered_json number(double value) {
  constexpr double largest_exact = 9007199254740992.0;  // 2^53
  const bool is_whole =
      value > -largest_exact && value < largest_exact && value == static_cast<double>(static_cast<long long>(value));
  return is_whole ? ordered_json(static_cast<long long>(value)) : ordered_json(value);
}

/// Returns an object of value(cells) for the cells along each axis that are never visited.
template <class Value>
ordered_json of_unvisited(const Operation& operation, const Value& value) {
  constexpr const char* keys[] = {"depth", "rows", "columns"};
  const std::vector<Axis> axes = operation.axes();
  ordered_json object = ordered_json::object();
  for (std::size_t i = 0; i < axes.size(); ++i) {
    object[keys[std::size(keys) - axes.size() + i]] = value(UnvisitedCells(axes[i], operation));
  }
  return object;
}

void add_unvisited(const Operation& operation, ordered_json& object) {
  constexpr long long most = 16384;
  object["unvisited"] = of_unvisited(operation, [](const UnvisitedCells& cells) {
    return cells.count() <= most ? ordered_json(cells.first(most)) : ordered_json();
  });
  object["unvisited_cells"] = of_unvisited(operation, [](const UnvisitedCells& cells) { return cells.count(); });
}

ordered_json formula_json(const Formula& formula) {
  return {{"general", formula.general}, {"worked", formula.worked}};
}

/// Adds a layer's spelling under a key, or null and, under a key of its own, the reason.
void add_spelling(const Result<std::string>& spelled, std::string_view key, ordered_json& object) {
  object[std::string(key)] = spelled ? ordered_json(*spelled) : ordered_json();
  if (!spelled) object["no_" + std::string(key) + "_because"] = to_line(spelled.problems().front());
}

void add_spellings(const GivenLayer& layer, ordered_json& object) {
  const bool is_keras = layer.framework == Framework::keras;
  add_spelling(spell_given_layer(layer, is_keras ? Framework::keras : Framework::pytorch), "layer", object);
  if (layer.framework) object["framework"] = is_keras ? "keras" : "pytorch";
  if (is_keras) add_spelling(spell_given_layer(layer, Framework::pytorch), "pytorch", object);
}

ordered_json count_or_null(int number, bool is_known) {
  return is_known ? ordered_json(number) : ordered_json();
}

/// Returns the spatial axes together with the channels, which stand where the layer's framework has them.
ordered_json full_shape(const GivenLayer& layer, ordered_json shape, int channels, bool has_channels) {
  const bool is_last = layer.framework == Framework::keras;
  shape.insert(is_last ? shape.end() : shape.begin(), count_or_null(channels, has_channels));
  return shape;
}

std::vector<ReceptiveField> fields_of(std::span<const Operation> chain) {
  std::vector<ReceptiveField> fields;
  for (std::size_t i = 0; i < chain.back().axes().size(); ++i) fields.push_back(receptive_field(chain, i));
  return fields;
}

void add_fields(const std::vector<ReceptiveField>& fields, ordered_json& object) {
  ordered_json cells = ordered_json::array();
  ordered_json jumps = ordered_json::array();
  ordered_json starts = ordered_json::array();
  ordered_json centres = ordered_json::array();
  for (const ReceptiveField& field : fields) {
    cells.push_back(field.cells);
    jumps.push_back(number(static_cast<double>(field.jump.numerator) / static_cast<double>(field.jump.denominator)));
    starts.push_back(field.start ? ordered_json(*field.start) : ordered_json());
    centres.push_back(field.centre ? number(*field.centre) : ordered_json());
  }
  object["receptive_field"] = cells;
  object["jump"] = jumps;
  object["start"] = starts;
  object["centre"] = centres;
}

/// Describes the direct layer. It is not spelled if the layer's channels are unknown, because they are its filters.
ordered_json direct_layer(const Operation& operation, bool has_channels) {
  const std::optional<Operation> direct = direct_layer_of(operation);
  if (!direct) return nullptr;
  ordered_json object;
  const Result<std::string> spelled =
      has_channels ? spell_layer(*direct, Framework::pytorch) : Result<std::string>(unknown_channels());
  add_spelling(spelled, "layer", object);
  object["input"] = numbers(*direct, &Axis::input);
  object["output"] = numbers(*direct, &Axis::output);
  return object;
}

ordered_json transposition(const Operation& operation, bool has_channels, FormulaFormat format) {
  return {{"direct", direct_layer(operation, has_channels)},
          {"inserted_zeros", json_along_axes(operation, [](const Axis& axis) { return axis.stride - 1; })},
          {"p_t", json_along_axes(operation, [](const Axis& axis) { return pair(transposed_padding(axis)); })},
          {"formula", formula_json(transposed_padding_formula(operation, format))}};
}

void add_costs(const Chain& chain, ordered_json& object) {
  const Costs costs = costs_of(chain);
  object["weights"] = costs.weights;
  object["weights_of_bias"] = costs.bias;
  object["multiplications"] = number(costs.multiplications);
}

/// Describes a 1×1 convolution that follows a layer. Its output is the layer's.
ordered_json pointwise_json(const Operation& pointwise) {
  ordered_json object;
  object["input"] = numbers(pointwise, &Axis::input);
  object["output"] = numbers(pointwise, &Axis::output);
  object["channels"] = pointwise.channels;
  object["filters"] = pointwise.filters;
  add_costs(pointwise, object);
  return object;
}

/// Describes a layer. `fields` are what its outputs see of the chain's or the model's input.
ordered_json layer_json(const GivenLayer& layer, const std::vector<ReceptiveField>& fields, FormulaFormat format) {
  const Operation& operation = layer.chain.front();
  const Operation& last = layer.chain.back();
  const bool is_followed = layer.chain.size() > 1;
  const bool has_weights = layer.has_channels || operation.is_pooling();
  ordered_json object;
  add_spellings(layer, object);
  object["input"] = numbers(operation, &Axis::input);
  object["output"] = numbers(last, &Axis::output);
  object["input_shape"] = full_shape(layer, object["input"], operation.channels, layer.has_channels);
  object["output_shape"] = full_shape(layer, object["output"], last.filters, layer.has_output_channels);
  object["channels"] = count_or_null(operation.channels, layer.has_channels);
  const bool has_filters = is_followed ? layer.has_channels : layer.has_output_channels;
  object["filters"] = count_or_null(operation.filters, has_filters);
  if (!operation.adaptive) {
    object["kernel"] = numbers(operation, &Axis::kernel);
    object["stride"] = numbers(operation, &Axis::stride);
    object["dilation"] = numbers(operation, &Axis::dilation);
  }
  object["effective_kernel"] = json_along_axes(operation, [](const Axis& axis) { return axis.effective_kernel(); });
  object["padding"] = json_along_axes(operation, [](const Axis& axis) { return pair(axis.padding); });
  if (operation.transposed) object["output_padding"] = numbers(operation, &Axis::output_padding);
  add_unvisited(operation, object);
  add_fields(fields, object);
  if (is_followed && has_weights) object["pointwise"] = pointwise_json(last);
  add_costs(layer.chain, object);
  if (!has_weights) {
    for (const char* key : {"weights", "multiplications"}) object[key] = nullptr;
    if (!layer.has_output_channels) object["weights_of_bias"] = nullptr;
  }
  object["formula"] = formula_json(output_formula(operation, format));
  if (operation.transposed) object["transposed"] = transposition(operation, layer.has_channels, format);
  return object;
}

ordered_json shape_json(const MapShape& shape, Framework framework) {
  ordered_json channels;
  if (shape.channels.number) channels = *shape.channels.number;
  if (!shape.channels.number && !shape.channels.words.empty()) channels = shape.channels.words;
  ordered_json list = shape.sizes;
  if (shape.sizes.empty()) list = ordered_json::array();
  list.insert(framework == Framework::keras ? list.end() : list.begin(), std::move(channels));
  return list;
}

/// Describes a layer that has no windows, or the layers of a block.
ordered_json plain_row_json(const ModelRow& row, Framework framework) {
  ordered_json object;
  object["layer"] = row.call;
  object["input"] = row.input.sizes;
  object["output"] = row.output.sizes;
  object["input_shape"] = shape_json(row.input, framework);
  object["output_shape"] = shape_json(row.output, framework);
  return object;
}

ordered_json row_json(const ModelRow& row, Framework framework, FormulaFormat format) {
  std::vector<ReceptiveField> fields;
  ordered_json existing = ordered_json::array();
  bool depends_on_path = false;
  for (const SeenAlong& seen : row.seen) {
    fields.push_back(seen.field);
    existing.push_back(seen.existing_cells ? ordered_json(*seen.existing_cells) : ordered_json());
    depends_on_path = depends_on_path || seen.depends_on_path;
  }
  ordered_json object;
  object["name"] = row.name;
  object["type"] = row.type;
  if (row.layers > 1) object["folded_layers"] = row.layers;
  object.update(row.window ? layer_json(*row.window, fields, format) : plain_row_json(row, framework));
  if (!row.window) {
    add_fields(fields, object);
    object["weights"] = row.costs ? ordered_json(row.costs->weights) : ordered_json();
    object["weights_of_bias"] = row.costs ? ordered_json(row.costs->bias) : ordered_json();
    object["multiplications"] = row.costs ? number(row.costs->multiplications) : ordered_json();
  } else {
    object["input_shape"] = shape_json(row.input, framework);
    object["output_shape"] = shape_json(row.output, framework);
    if (!row.is_spelled()) object["layer"] = row.call;
    if (!row.is_spelled() && object.contains("pytorch")) object["pytorch"] = nullptr;
  }
  object["receptive_field_in_input"] = std::move(existing);
  if (depends_on_path) object["receptive_field_depends_on_path"] = true;
  return object;
}

bool holds_objects(const ordered_json& value) {
  return value.is_object() || (value.is_array() && !value.empty() && value.front().is_object());
}

/// Formats JSON with two spaces for each level, and with lists of numbers and texts on one line.
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

std::string write_shapes(std::span<const GivenLayer> chain, FormulaFormat format) {
  std::vector<Operation> operations;
  ordered_json layers = ordered_json::array();
  for (const GivenLayer& layer : chain) {
    operations.insert(operations.end(), layer.chain.begin(), layer.chain.end());
    layers.push_back(layer_json(layer, fields_of(operations), format));
  }
  if (chain.size() == 1) return pretty(layers.front(), {}) + "\n";
  return pretty({{"layers", std::move(layers)}}, {}) + "\n";
}

std::string write_model(const GivenModel& model, const std::vector<ModelRow>& rows, FormulaFormat format) {
  const Framework framework = model.traced.model.framework;
  ordered_json document;
  document["input_shape"] = shape_json(model.traced.trace.inputs.front().shape, framework);
  ordered_json layers = ordered_json::array();
  for (const ModelRow& row : rows) layers.push_back(row_json(row, framework, format));
  document["layers"] = std::move(layers);
  const Costs total = total_costs(rows);
  const bool is_known = has_all_costs(rows);
  document["weights"] = is_known ? ordered_json(total.weights) : ordered_json();
  document["multiplications"] = is_known ? number(total.multiplications) : ordered_json();
  if (!model.stop.empty()) document["stopped"] = to_line(model.stop.front());
  if (!model.remarks.empty()) document["remarks"] = model.remarks;
  return pretty(document, {}) + "\n";
}

}  // namespace convarith
