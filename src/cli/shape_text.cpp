#include "shape_text.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "convarith/facts.hpp"
#include "convarith/stages.hpp"
#include "convarith/tensor.hpp"
#include "layer_spelling.hpp"

namespace convarith {
namespace {

/// What is said of an axis.
struct AxisWords {
  std::string_view name;
  std::string_view cell;
  std::string_view cells;
};

constexpr AxisWords kAxisWords[] = {
    {"depth", "plane", "planes"}, {"rows", "row", "rows"}, {"columns", "column", "columns"}};
constexpr AxisWords kOnlyAxisWords = {"cells", "cell", "cells"};

/// Those of axis `i`, counted from the outermost.
const AxisWords& words_of(const Operation& operation, std::size_t i) {
  if (operation.dims == 1) return kOnlyAxisWords;
  return kAxisWords[std::size(kAxisWords) - static_cast<std::size_t>(operation.dims) + i];
}

template <class Numbers>
std::string sizes(const Numbers& numbers) {
  return fmt::format("{}", fmt::join(numbers, " x "));
}

/// What `number` gives for each axis.
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

/// Once where it is the same for all axes, else "rows 1, columns 2".
std::string for_each_axis(const Operation& operation, const std::vector<int>& numbers) {
  if (are_alike(numbers)) return fmt::format("{}", numbers.front());
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    parts.push_back(fmt::format("{} {}", words_of(operation, i).name, numbers[i]));
  }
  return fmt::format("{}", fmt::join(parts, ", "));
}

/// A map's size, with its channels where input or output have several.
std::string map_size(const Operation& operation, const std::vector<int>& shape) {
  if (operation.channels > 1 || operation.filters > 1 || output_channels(operation) > 1)
    return sizes(shape) + ", channels first";
  return sizes(std::vector<int>(shape.begin() + 1, shape.end()));
}

std::string kernel_text(const Operation& operation) {
  const std::string kernel = sizes(along_axes(operation, [](const Axis& axis) { return axis.kernel; }));
  if (operation.adaptive) return fmt::format("windows of up to {}", kernel);
  return fmt::format("{} (effective {})", kernel,
                     sizes(along_axes(operation, [](const Axis& axis) { return axis.effective_kernel(); })));
}

/// "rows 0 before, 1 after; columns 1 before, 1 after".
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

/// "rows 3, 6 and 9", or, where they are many, the first of them.
std::string cells_text(const AxisWords& words, const std::vector<int>& cells) {
  constexpr std::size_t most = 12;
  if (cells.size() == 1) return fmt::format("{} {}", words.cell, cells.front());
  if (cells.size() > most) {
    return fmt::format("{} {}, ... {} ({} of them)", words.cells, fmt::join(cells.begin(), cells.begin() + 3, ", "),
                       cells.back(), cells.size());
  }
  return fmt::format("{} {} and {}", words.cells, fmt::join(cells.begin(), cells.end() - 1, ", "), cells.back());
}

std::string unvisited_text(const Operation& operation) {
  const std::vector<Axis> axes = operation.axes();
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < axes.size(); ++i) {
    const std::vector<int> cells = never_visited(axes[i], operation);
    if (!cells.empty()) parts.push_back(cells_text(words_of(operation, i), cells));
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

/// "82, 24 of the 1 x 1 and 4 of the bias among them".
std::string weights_text(const Operation& operation) {
  const Costs costs = costs_of(operation);
  if (costs.weights == 0) return "none";
  std::vector<std::string> parts;
  if (operation.pointwise) {
    const Costs own = costs_of(operations_of(operation).back());
    parts.push_back(fmt::format("{} of the 1 x 1", own.weights - own.bias));
  }
  if (costs.bias > 0) parts.push_back(fmt::format("{} of the bias", costs.bias));
  if (parts.empty()) return fmt::format("{}", costs.weights);
  return fmt::format("{}, {} among them", costs.weights, fmt::join(parts, " and "));
}

std::string multiplications_text(const Operation& operation) {
  const Costs costs = costs_of(operation);
  if (costs.weights == 0) return "none";
  std::string all = fmt::format("{:.0f}", costs.multiplications);
  if (!operation.pointwise) return all;
  return fmt::format("{}, {:.0f} of the 1 x 1 among them", all,
                     costs_of(operations_of(operation).back()).multiplications);
}

std::string spelling(const Operation& operation) {
  const Result<std::string> spelled = spell_layer(operation, Framework::pytorch);
  return spelled ? *spelled : fmt::format("none: {}", to_line(spelled.problems().front()));
}

/// A report's lines, what they speak of in front.
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

std::string direct_layer_text(const Operation& operation) {
  const std::optional<Operation> direct = direct_layer_of(operation);
  if (!direct) return "none: output_padding reaches the stride, so that further windows would fit";
  return fmt::format("{}, {} to {}", spelling(*direct), map_size(*direct, input_shape(*direct)),
                     map_size(*direct, output_shape(*direct)));
}

void add_transposition(const Operation& operation, FormulaFormat format, Report& report) {
  const std::vector<int> zeros = along_axes(operation, [](const Axis& axis) { return axis.stride - 1; });
  const std::vector<int> extra = along_axes(operation, [](const Axis& axis) { return axis.output_padding; });
  report.add("direct layer", direct_layer_text(operation));
  report.add("inserted zeros", for_each_axis(operation, zeros) + " between neighbours");
  report.add("padding p_t", operation, transposed_padding_formula(operation, format));
  const bool has_extra = std::any_of(extra.begin(), extra.end(), [](int number) { return number > 0; });
  if (has_extra) report.add({}, fmt::format("and {} more at the end", for_each_axis(operation, extra)));
}

/// What lies between the layer and the 1×1 convolution that follows it.
void add_pointwise(const Operation& operation, Report& report) {
  const Operation pointwise = operations_of(operation).back();
  report.add("intermediate", map_size(operation, input_shape(pointwise)));
  report.add("then 1 x 1", fmt::format("{} to {} channel{}", pointwise.channels, pointwise.filters,
                                       pointwise.filters == 1 ? "" : "s"));
}

struct ChainRow {
  std::string layer;
  std::string output;
  std::string field;
  std::string jump;
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

/// In the words of the first framework that has such a layer.
std::string any_spelling(const Operation& operation) {
  for (const Framework framework : {Framework::pytorch, Framework::keras, Framework::onnx}) {
    if (const Result<std::string> spelled = spell_layer(operation, framework)) return *spelled;
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
    text +=
        fmt::format("{:{}}  {:>{}}  {:>{}}  {:>{}}\n", row.layer, widest(&ChainRow::layer), row.output,
                    widest(&ChainRow::output), row.field, widest(&ChainRow::field), row.jump, widest(&ChainRow::jump));
  }
  return text;
}

}  // namespace

std::string describe_layer(const Operation& operation, FormulaFormat format) {
  Report report;
  report.add("layer", spelling(operation));
  report.add("input", map_size(operation, input_shape(operation)));
  report.add("kernel", kernel_text(operation));
  report.add("padding", padding_text(operation));
  if (operation.pointwise) add_pointwise(operation, report);
  report.add("output", map_size(operation, output_shape(operation)));
  report.add("never visited", unvisited_text(operation));
  report.add("receptive field", field_size(receptive_fields({&operation, 1})));
  report.add("weights", weights_text(operation));
  report.add("multiplications", multiplications_text(operation));
  report.add("formula", operation, output_formula(operation, format));
  if (operation.transposed) add_transposition(operation, format, report);
  return report.text();
}

std::string describe_chain(std::span<const Operation> chain) {
  const std::vector<std::string> ones(static_cast<std::size_t>(chain.front().dims), "1");
  std::vector<ChainRow> rows{{"LAYER", "OUTPUT", "RECEPTIVE FIELD", "JUMP"},
                             {"(input)", sizes(input_shape(chain.front())), sizes(ones), sizes(ones)}};
  for (std::size_t i = 0; i < chain.size(); ++i) {
    const std::vector<ReceptiveField> fields = receptive_fields(chain.first(i + 1));
    rows.push_back({any_spelling(chain[i]), sizes(output_shape(chain[i])), field_size(fields), jump_text(fields)});
  }
  return table(rows);
}

}  // namespace convarith
