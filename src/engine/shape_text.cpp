#include "engine/shape_text.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "arithmetic/alt_text_words.hpp"
#include "arithmetic/facts.hpp"
#include "arithmetic/layer_values.hpp"
#include "config/layer_spelling/layer_spelling.hpp"

namespace convarith {
namespace {

/// The words for an axis and its cells.
struct AxisWords {
  std::string_view name;
  std::string_view cell;
  std::string_view cells;
};

constexpr AxisWords kAxisWords[] = {
    {"depth", "plane", "planes"}, {"rows", "row", "rows"}, {"columns", "column", "columns"}};
constexpr AxisWords kOnlyAxisWords = {"cells", "cell", "cells"};

/// Returns the words for axis `i`, counted from the outermost.
const AxisWords& words_of(const Operation& operation, std::size_t i) {
  if (operation.dims == 1) return kOnlyAxisWords;
  return kAxisWords[std::size(kAxisWords) - static_cast<std::size_t>(operation.dims) + i];
}

template <class Numbers>
std::string sizes(const Numbers& numbers) {
  return fmt::format("{}", fmt::join(numbers, " x "));
}

/// Returns number(axis) for each axis.
template <class Number>
auto along_axes(const Operation& operation, const Number& number) {
  std::vector<decltype(number(operation.cols))> numbers;
  for (const Axis& axis : operation.axes()) numbers.push_back(number(axis));
  return numbers;
}

template <class T>
bool are_alike(const std::vector<T>& values) {
  return std::all_of(values.begin(), values.end(), [&](const T& value) { return value == values.front(); });
}

/// Returns the number once if it is the same for all axes, else "rows 1, columns 2".
std::string for_each_axis(const Operation& operation, const std::vector<int>& numbers) {
  if (are_alike(numbers)) return fmt::format("{}", numbers.front());
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    parts.push_back(fmt::format("{} {}", words_of(operation, i).name, numbers[i]));
  }
  return fmt::format("{}", fmt::join(parts, ", "));
}

/// Returns a map's size, with its channels if the layer has several channels or filters, or if their number is unknown.
std::string map_size(const GivenLayer& layer, const std::vector<int>& shape, bool has_channels) {
  const Chain& chain = layer.chain;
  std::vector<int> sides(shape.begin() + 1, shape.end());
  // A pooling is the same for any number of channels.
  if (!has_channels) return sizes(sides) + (chain.front().is_pooling() ? "" : ", channels unknown");
  const bool has_several = std::any_of(chain.begin(), chain.end(), [](const Operation& operation) {
    return operation.channels > 1 || operation.filters > 1;
  });
  if (!has_several && layer.has_channels) return sizes(sides);
  if (layer.framework != Framework::keras) return sizes(shape) + ", channels first";
  sides.push_back(shape.front());
  return sizes(sides) + ", channels last";
}

/// Returns a map's size in a chain, with the channels where the layer's framework has them, or "?" if they are unknown.
std::string full_size(const GivenLayer& layer, const std::vector<int>& shape, bool has_channels) {
  std::vector<std::string> parts;
  for (std::size_t i = 1; i < shape.size(); ++i) parts.push_back(fmt::format("{}", shape[i]));
  const bool is_last = layer.framework == Framework::keras;
  parts.insert(is_last ? parts.end() : parts.begin(), has_channels ? fmt::format("{}", shape.front()) : "?");
  return sizes(parts);
}

std::string kernel_text(const Operation& operation) {
  const std::string kernel = sizes(along_axes(operation, [](const Axis& axis) { return axis.kernel; }));
  if (operation.adaptive) return fmt::format("windows of up to {}", kernel);
  return fmt::format("{} (effective {})", kernel,
                     sizes(along_axes(operation, [](const Axis& axis) { return axis.effective_kernel(); })));
}

/// Returns the padding of each side: "rows 0 before, 1 after; columns 1 before, 1 after".
std::string side_by_side(const Operation& operation) {
  const std::vector<Axis> axes = operation.axes();
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < axes.size(); ++i) {
    const Sides& sides = axes[i].padding;
    const std::string name = axes.size() == 1 ? std::string() : fmt::format("{} ", words_of(operation, i).name);
    parts.push_back(fmt::format("{}{} before, {} after", name, sides.before, sides.after));
  }
  return fmt::format("{}", fmt::join(parts, "; "));
}

std::string padding_text(const Operation& operation) {
  const std::vector<int> before = along_axes(operation, [](const Axis& axis) { return axis.padding.before; });
  const std::vector<int> after = along_axes(operation, [](const Axis& axis) { return axis.padding.after; });
  const bool is_even = before == after;
  const bool is_the_same = is_even && are_alike(before);
  if (is_the_same && before.front() == 0) return "none";
  const std::string text =
      !is_even ? side_by_side(operation)
               : fmt::format("{} on {}", for_each_axis(operation, before), is_the_same ? "every side" : "both sides");
  return operation.transposed ? text + " (cut off the output)" : text;
}

/// Returns "rows 3, 6 and 9" or, if there are many cells, only the first ones and the last. The text is empty if there
/// are none.
std::string cells_text(const AxisWords& words, const UnvisitedCells& unvisited) {
  constexpr long long most = 12;
  constexpr long long named = 3;
  if (unvisited.count() == 0) return {};
  const std::vector<int> cells = unvisited.first(unvisited.count() > most ? named : most);
  if (unvisited.count() > most) {
    return fmt::format("{} {}, ... {} ({} of them)", words.cells, fmt::join(cells, ", "), unvisited.last(),
                       unvisited.count());
  }
  if (cells.size() == 1) return fmt::format("{} {}", words.cell, cells.front());
  return fmt::format("{} {} and {}", words.cells, fmt::join(cells.begin(), cells.end() - 1, ", "), cells.back());
}

std::string unvisited_text(const Operation& operation) {
  const std::vector<Axis> axes = operation.axes();
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < axes.size(); ++i) {
    std::string cells = cells_text(words_of(operation, i), UnvisitedCells(axes[i], operation));
    if (!cells.empty()) parts.push_back(std::move(cells));
  }
  return parts.empty() ? "none" : fmt::format("{}", fmt::join(parts, "; "));
}

std::vector<ReceptiveField> receptive_fields(std::span<const Operation> chain) {
  std::vector<ReceptiveField> fields;
  for (std::size_t i = 0; i < chain.back().axes().size(); ++i) fields.push_back(receptive_field(chain, i));
  return fields;
}

std::string field_size(const std::vector<ReceptiveField>& fields) {
  std::vector<long long> cells;
  cells.reserve(fields.size());
  for (const ReceptiveField& field : fields) cells.push_back(field.cells);
  return sizes(cells);
}

/// Returns where the receptive field of output 0 begins, such as "-1 x 0", with "-" for an output that sees nothing.
std::string field_start(const std::vector<ReceptiveField>& fields) {
  std::vector<std::string> starts;
  starts.reserve(fields.size());
  for (const ReceptiveField& field : fields) starts.push_back(field.start ? fmt::format("{}", *field.start) : "-");
  return sizes(starts);
}

std::string field_text(const Chain& chain) {
  const std::vector<ReceptiveField> fields = receptive_fields(chain.layers());
  return fmt::format("{}, of the first output from {}", field_size(fields), field_start(fields));
}

/// Divides a number by the channels that were assumed for an input whose channels are unknown.
double per_channel(const Operation& operation, double number) {
  return number / operation.channels;
}

std::string unknown_weights_text(const GivenLayer& layer) {
  const Costs costs = costs_of(layer.chain);
  // If the number of filters is known, so is the number of biases.
  const long long own_bias = layer.has_output_channels ? costs.bias : 0;
  const double weights = per_channel(layer.chain.front(), static_cast<double>(costs.weights - own_bias));
  const std::string bias = own_bias > 0 ? fmt::format(", and {} of the bias", own_bias) : "";
  return fmt::format("{:.0f} for each channel of the input{}; --channels says how many there are", weights, bias);
}

/// Returns the number of weights, such as "82, 24 of the 1 x 1 and 4 of the bias among them".
std::string weights_text(const GivenLayer& layer) {
  const Costs costs = costs_of(layer.chain);
  if (costs.weights == 0) return "none";
  if (!layer.has_channels) return unknown_weights_text(layer);
  std::vector<std::string> parts;
  if (layer.chain.size() > 1) {
    const Costs own = costs_of(layer.chain.back());
    parts.push_back(fmt::format("{} of the 1 x 1", own.weights - own.bias));
  }
  if (costs.bias > 0) parts.push_back(fmt::format("{} of the bias", costs.bias));
  if (parts.empty()) return fmt::format("{}", costs.weights);
  return fmt::format("{}, {} among them", costs.weights, fmt::join(parts, " and "));
}

/// Writes all digits of a number that is known exactly, or else an approximation.
std::string digits_of(double number) {
  constexpr double largest_exact = 9007199254740992.0;  // 2^53
  return number <= largest_exact ? fmt::format("{:.0f}", number) : fmt::format("about {:.4g}", number);
}

std::string multiplications_text(const GivenLayer& layer) {
  const Costs costs = costs_of(layer.chain);
  if (costs.weights == 0) return "none";
  if (!layer.has_channels) {
    return digits_of(per_channel(layer.chain.front(), costs.multiplications)) + " for each channel of the input";
  }
  std::string all = digits_of(costs.multiplications);
  if (layer.chain.size() == 1) return all;
  return fmt::format("{}, {} of the 1 x 1 among them", all, digits_of(costs_of(layer.chain.back()).multiplications));
}

std::string text_or_reason(const Result<std::string>& spelled) {
  return spelled ? *spelled : fmt::format("none: {}", to_line(spelled.problems().front()));
}

/// Collects the lines of a report, each with its subject in front.
class Report {
 public:
  void add(std::string_view subject, std::string_view text) {
    constexpr int width = 18;
    text_ += fmt::format("{:<{}}{}\n", subject, width, text);
  }

  void add(std::string_view subject, const Operation& operation, const Formula& formula) {
    add(subject, formula.general);
    for (std::size_t i = 0; i < formula.worked.size(); ++i) {
      const bool is_for_all = formula.worked.size() == 1;
      add({}, is_for_all ? formula.worked[i] : fmt::format("{}: {}", words_of(operation, i).name, formula.worked[i]));
    }
  }

  std::string text() const { return text_; }

 private:
  std::string text_;
};

std::string direct_layer_text(const GivenLayer& layer) {
  const std::optional<Operation> direct = direct_layer_of(layer.chain.front());
  if (!direct) return "none: output_padding reaches the stride, so that further windows would fit";
  if (!layer.has_channels) {
    return fmt::format("{} to {}, channels unknown",
                       sizes(along_axes(*direct, [](const Axis& axis) { return axis.input; })),
                       sizes(along_axes(*direct, [](const Axis& axis) { return axis.output; })));
  }
  return fmt::format("{}, {} to {}", text_or_reason(spell_layer(*direct, Framework::pytorch)),
                     map_size({*direct}, input_shape(*direct), true), map_size({*direct}, output_shape(*direct), true));
}

void add_transposition(const GivenLayer& layer, FormulaFormat format, Report& report) {
  const Operation& operation = layer.chain.front();
  const std::vector<int> zeros = along_axes(operation, [](const Axis& axis) { return axis.stride - 1; });
  const std::vector<int> extra = along_axes(operation, [](const Axis& axis) { return axis.output_padding; });
  report.add("direct layer", direct_layer_text(layer));
  report.add("inserted zeros", for_each_axis(operation, zeros) + " between neighbours");
  report.add("padding p_t", operation, transposed_padding_formula(operation, format));
  const bool has_extra = std::any_of(extra.begin(), extra.end(), [](int number) { return number > 0; });
  if (has_extra) report.add({}, fmt::format("and {} more at the end", for_each_axis(operation, extra)));
}

/// Adds the map between the layer and the 1×1 convolution that follows it, and the channels of that convolution.
void add_pointwise(const GivenLayer& layer, Report& report) {
  const Operation& pointwise = layer.chain.back();
  report.add("intermediate", map_size(layer, input_shape(pointwise), layer.has_channels));
  const std::string channels = counted(pointwise.filters, "channel");
  report.add("then 1 x 1", layer.has_channels ? fmt::format("{} to {}", pointwise.channels, channels)
                                              : fmt::format("to {}", channels));
}

void add_spellings(const GivenLayer& layer, Report& report) {
  const bool is_keras = layer.framework == Framework::keras;
  if (is_keras) report.add("layer", text_or_reason(spell_given_layer(layer, Framework::keras)));
  report.add(is_keras ? "in PyTorch" : "layer", text_or_reason(spell_given_layer(layer, Framework::pytorch)));
}

struct ChainRow {
  std::string layer;
  std::string output;
  std::string field;
  std::string jump;
  std::string start;
};

std::string jump_text(const std::vector<ReceptiveField>& fields) {
  std::vector<std::string> jumps;
  for (const ReceptiveField& field : fields) {
    const Ratio& jump = field.jump;
    jumps.push_back(jump.denominator == 1 ? fmt::format("{}", jump.numerator)
                                          : fmt::format("{}/{}", jump.numerator, jump.denominator));
  }
  return sizes(jumps);
}

/// Spells a layer in the framework that it was given in, else in the first framework that has such a layer.
std::string any_spelling(const GivenLayer& layer) {
  for (const Framework framework :
       {layer.framework.value_or(Framework::pytorch), Framework::pytorch, Framework::keras, Framework::onnx}) {
    if (const Result<std::string> spelled = spell_given_layer(layer, framework)) return *spelled;
  }
  return "a layer of no framework";
}

std::string table(const std::vector<ChainRow>& rows) {
  const auto widest = [&rows](std::string ChainRow::*column) {
    std::size_t width = 0;
    for (const ChainRow& row : rows) width = std::max(width, (row.*column).size());
    return width;
  };
  std::string text;
  for (const ChainRow& row : rows) {
    text += fmt::format("{:{}}  {:>{}}  {:>{}}  {:>{}}  {:>{}}\n", row.layer, widest(&ChainRow::layer), row.output,
                        widest(&ChainRow::output), row.field, widest(&ChainRow::field), row.jump,
                        widest(&ChainRow::jump), row.start, widest(&ChainRow::start));
  }
  return text;
}

}  // namespace

std::string describe_layer(const GivenLayer& layer, FormulaFormat format) {
  const Operation& operation = layer.chain.front();
  Report report;
  add_spellings(layer, report);
  report.add("input", map_size(layer, input_shape(operation), layer.has_channels));
  report.add("kernel", kernel_text(operation));
  report.add("padding", padding_text(operation));
  if (layer.chain.size() > 1) add_pointwise(layer, report);
  report.add("output", map_size(layer, output_shape(layer.chain.back()), layer.has_output_channels));
  report.add("never visited", unvisited_text(operation));
  report.add("receptive field", field_text(layer.chain));
  report.add("weights", weights_text(layer));
  report.add("multiplications", multiplications_text(layer));
  report.add("formula", operation, output_formula(operation, format));
  if (operation.transposed) add_transposition(layer, format, report);
  return report.text();
}

std::string describe_chain(std::span<const GivenLayer> chain) {
  const GivenLayer& first = chain.front();
  const auto for_axes = [&first](const char* text) {
    return sizes(std::vector<std::string>(static_cast<std::size_t>(first.chain.front().dims), text));
  };
  std::vector<ChainRow> rows{{"LAYER", "OUTPUT", "RECEPTIVE FIELD", "JUMP", "START"},
                             {"(input)", full_size(first, input_shape(first.chain.front()), first.has_channels),
                              for_axes("1"), for_axes("1"), for_axes("0")}};
  std::vector<Operation> operations;
  for (const GivenLayer& layer : chain) {
    operations.insert(operations.end(), layer.chain.begin(), layer.chain.end());
    const std::vector<ReceptiveField> fields = receptive_fields(operations);
    rows.push_back({any_spelling(layer), full_size(layer, output_shape(layer.chain.back()), layer.has_output_channels),
                    field_size(fields), jump_text(fields), field_start(fields)});
  }
  return table(rows);
}

}  // namespace convarith
