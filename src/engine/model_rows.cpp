#include "engine/model_rows.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <string_view>
#include <utility>

namespace convarith {
namespace {

/// Returns the numbers of all axes as one if they are alike, else as "3 x 5".
std::string along_axes_text(const Operation& operation, int Axis::*member) {
  std::vector<int> numbers;
  for (const Axis& axis : operation.axes()) numbers.push_back(axis.*member);
  return fmt::format("{}", fmt::join(numbers, " x "));
}

bool is_along_all(const Operation& operation, int Axis::*member, int usual) {
  const std::vector<Axis> axes = operation.axes();
  return std::all_of(axes.begin(), axes.end(), [&](const Axis& axis) { return axis.*member == usual; });
}

std::string one_or_all(const Operation& operation, int Axis::*member) {
  const int first = operation.axes().front().*member;
  return is_along_all(operation, member, first) ? fmt::format("{}", first) : along_axes_text(operation, member);
}

/// Returns the padding in short: "1", "1 x 0" or "0+1".
std::string padding_words(const Operation& operation) {
  std::vector<std::string> parts;
  for (const Axis& axis : operation.axes()) {
    const Sides& sides = axis.padding;
    parts.push_back(sides.before == sides.after ? fmt::format("{}", sides.before)
                                                : fmt::format("{}+{}", sides.before, sides.after));
  }
  const bool are_alike =
      std::all_of(parts.begin(), parts.end(), [&](const auto& part) { return part == parts.front(); });
  return are_alike ? parts.front() : fmt::format("{}", fmt::join(parts, " x "));
}

/// Returns a convolution or pooling in short: "Conv2d 7 x 7, s 2, p 3".
std::string window_words(const std::string& type, const Operation& operation) {
  if (operation.adaptive) return fmt::format("{} to {}", type, along_axes_text(operation, &Axis::output));
  std::string words = fmt::format("{} {}", type, along_axes_text(operation, &Axis::kernel));
  const auto add = [&](std::string_view letter, int Axis::*member, int usual) {
    if (!is_along_all(operation, member, usual)) words += fmt::format(", {} {}", letter, one_or_all(operation, member));
  };
  add("s", &Axis::stride, 1);
  if (const std::string padding = padding_words(operation); padding != "0") words += fmt::format(", p {}", padding);
  add("d", &Axis::dilation, 1);
  if (operation.transposed) add("a", &Axis::output_padding, 0);
  if (operation.groups > 1) words += fmt::format(", groups {}", operation.groups);
  return words;
}

ModelRow row_of(const TracedModel& model, std::size_t index) {
  const TracedLayer& traced = model.trace.layers[index];
  const ModelLayer& layer = model.layer(index);
  ModelRow row;
  row.name = layer.name;
  row.type = row.words = layer.type;
  row.call = layer.call.empty() ? layer.type : layer.call;
  row.input = model.trace.map_of(traced.sources.front()).shape;
  row.output = traced.effect.output.shape;
  if (traced.effect.chain) {
    row.words = window_words(layer.type, traced.effect.chain->front());
    GivenLayer window{*traced.effect.chain};
    window.framework = model.model.framework;
    window.has_channels = traced.effect.has_channels && row.input.channels.number;
    window.has_output_channels = row.output.channels.number.has_value();
    row.window = std::move(window);
  }
  row.seen = model.fields[index];
  row.costs = traced.effect.costs;
  return row;
}

/// Returns the first `depth` parts of a name: "layer1.0" of "layer1.0.conv1".
std::string_view block_of(std::string_view name, int depth) {
  std::size_t end = 0;
  for (int part = 0; part < depth && end < name.size(); ++part) {
    end = std::min(name.find('.', part == 0 ? 0 : end + 1), name.size());
  }
  return name.substr(0, end);
}

void add_costs(const std::optional<Costs>& costs, std::optional<Costs>& sum) {
  if (!costs || !sum) return sum.reset();
  sum->weights += costs->weights;
  sum->bias += costs->bias;
  sum->multiplications += costs->multiplications;
}

/// Adds a layer to the row of the block that it is in.
void fold_into(ModelRow& block, ModelRow layer) {
  block.layers += layer.layers;
  block.type = fmt::format("{} layers", block.layers);
  block.words = block.call = block.type;
  block.window.reset();
  block.output = std::move(layer.output);
  block.seen = std::move(layer.seen);
  add_costs(layer.costs, block.costs);
}

}  // namespace

std::vector<ModelRow> rows_of_model(const TracedModel& model, std::optional<int> depth) {
  std::vector<ModelRow> rows;
  for (std::size_t i = 0; i < model.trace.layers.size(); ++i) {
    ModelRow row = row_of(model, i);
    const std::string block(depth ? block_of(row.name, *depth) : row.name);
    const bool is_in_block = block != row.name;
    if (is_in_block && !rows.empty() && rows.back().name == block) {
      fold_into(rows.back(), std::move(row));
      continue;
    }
    row.name = block;
    rows.push_back(std::move(row));
  }
  return rows;
}

Costs total_costs(const std::vector<ModelRow>& rows) {
  Costs total;
  for (const ModelRow& row : rows) {
    if (!row.costs) continue;
    total.weights += row.costs->weights;
    total.bias += row.costs->bias;
    total.multiplications += row.costs->multiplications;
  }
  return total;
}

bool has_all_costs(const std::vector<ModelRow>& rows) {
  return std::all_of(rows.begin(), rows.end(), [](const ModelRow& row) { return row.costs.has_value(); });
}

}  // namespace convarith
