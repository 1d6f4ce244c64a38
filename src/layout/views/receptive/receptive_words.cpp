#include "layout/views/receptive/receptive_words.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>

#include "arithmetic/alt_text_words.hpp"
#include "arithmetic/formula.hpp"
#include "layout/model_words.hpp"
#include "layout/text/typesetting.hpp"

namespace convarith {
namespace {

/// The most layers that an alternative text names one by one.
constexpr std::size_t kMostTold = 8;

/// Returns the operation that the windows of a layer compute, or null if it has none.
const Operation* operation_of(const StackedMap& map) {
  return map.traced != nullptr && map.traced->effect.chain ? &map.traced->effect.chain->front() : nullptr;
}

/// Returns the size of a map, with a sign between rows and columns.
std::string size_of_map(const StackedMap& map, int dims, std::string_view sign) {
  return dims == 1 ? fmt::format("{}", map.cols) : fmt::format("{}{}{}", map.rows, sign, map.cols);
}

/// Returns "s = 2", or nothing if all axes have the usual number.
std::optional<std::string> unusual(const Operation& operation, int Axis::*member, std::string_view letter) {
  const std::vector<Axis> axes = operation.axes();
  if (std::all_of(axes.begin(), axes.end(), [member](const Axis& axis) { return axis.*member == 1; }))
    return std::nullopt;
  const bool is_one_number =
      std::all_of(axes.begin(), axes.end(), [&](const Axis& axis) { return axis.*member == axes.front().*member; });
  return fmt::format("{} = {}", letter,
                     is_one_number ? fmt::format("{}", axes.front().*member) : map_size(operation, member));
}

/// Whether a layer is transposed, and its name does not say so.
bool must_say_transposed(const StackedMap& map, const Operation& operation) {
  return operation.transposed && name_of_layer(*map.layer).find("Transpose") == std::string::npos;
}

/// Returns what the windows of a map's layer are like: " 3 × 3, s = 2".
std::string windows_text(const StackedMap& map, const Operation& operation) {
  if (operation.adaptive) return ", adaptive";
  const std::string kernel = map_size(operation, &Axis::kernel);
  std::string text = operation.dims == 1 ? fmt::format(", k = {}", kernel) : fmt::format(" {}", kernel);
  if (must_say_transposed(map, operation)) text += " transposed";
  for (const auto& [member, letter] : {std::pair(&Axis::stride, "s"), std::pair(&Axis::dilation, "d")}) {
    if (const auto part = unusual(operation, member, letter)) text += ", " + *part;
  }
  return text;
}

/// Returns how an alternative text names a layer: "conv2 3x3 with stride 2", or in one dimension "conv2 with kernel 3
/// and stride 2".
std::string told_layer(const StackedMap& map) {
  std::string text = name_of_layer(*map.layer);
  const Operation* const operation = operation_of(map);
  if (operation == nullptr || operation->adaptive) return text;
  const std::string kernel = size_words(*operation, &Axis::kernel);
  if (operation->dims > 1) text += " " + kernel;
  if (must_say_transposed(map, *operation)) text += " transposed";
  std::vector<std::string> parts;
  if (operation->dims == 1) parts.push_back("kernel " + kernel);
  const std::string stride = along_axes_words(*operation, &Axis::stride, 1);
  const std::string dilation = along_axes_words(*operation, &Axis::dilation, 1);
  if (!stride.empty()) parts.push_back("stride " + stride);
  if (!dilation.empty()) parts.push_back("dilation " + dilation);
  return parts.empty() ? text : fmt::format("{} with {}", text, enumerate(parts));
}

/// Returns the cells that one output sees along all axes, the outermost first.
std::string field_size(const TracedModel& model, std::string_view sign) {
  std::vector<std::string> lengths;
  for (const SeenAlong& seen : model.fields.back()) lengths.push_back(fmt::format("{}", seen.field.cells));
  return fmt::format("{}", fmt::join(lengths, sign));
}

/// Whether an output would see more inputs than there are.
bool sees_beyond(const TracedModel& model) {
  const TracedMap& input = model.trace.inputs.front();
  for (std::size_t axis = 0; axis < input.lengths.size(); ++axis) {
    if (model.fields.back()[axis].field.cells > input.lengths[axis]) return true;
  }
  return false;
}

bool sees_padding(const MapStack& stack) {
  for (std::size_t map = 0; map < stack.maps.size(); ++map) {
    if (stack.row_padding(map) != Sides{} || stack.col_padding(map) != Sides{}) return true;
  }
  return false;
}

}  // namespace

std::string label_of_map(const MapStack& stack, std::size_t map) {
  const StackedMap& labelled = stack.maps[map];
  const std::string size = size_of_map(labelled, stack.dims, " × ");
  if (labelled.layer == nullptr) return "input " + size;
  const Operation* const operation = operation_of(labelled);
  return fmt::format("{}{}: {}", upright(name_of_layer(*labelled.layer)),
                     operation == nullptr ? std::string() : windows_text(labelled, *operation), size);
}

std::string words_of_map(const MapStack& stack, std::size_t map) {
  return without_upright_marks(label_of_map(stack, map));
}

std::vector<std::string> labels_of_maps(const MapStack& stack) {
  std::vector<std::string> labels;
  for (std::size_t map = 0; map < stack.maps.size(); ++map) labels.push_back(label_of_map(stack, map));
  return labels;
}

std::vector<Key> receptive_keys(const MapStack& stack, const ReceptivePaints& paints) {
  const PaintId input = paints.of_map(0);
  const PaintId output = paints.of_map(stack.maps.size() - 1);
  std::vector<Key> keys{{"input", input, {}, paints.line}};
  if (stack.maps.size() > 2) {
    keys.push_back({stack.maps.size() == 3 ? "map between" : "maps between", paints.of_map(1), {}, paints.line});
    const std::size_t highest = stack.maps.size() - 1;
    for (std::size_t map = 2; map < highest; ++map) {
      const bool is_another = tint_of_map(map, highest) != tint_of_map(map - 1, highest);
      if (is_another) keys.back().further_fills.push_back(paints.of_map(map));
    }
  }
  keys.push_back({"output", output, {}, paints.line});
  if (sees_padding(stack)) keys.push_back({"padding", std::nullopt, {}, paints.line, true});
  keys.push_back({"seen by the current output", input, paints.shade, paints.line});
  keys.push_back({"current output", output, paints.shade, paints.line});
  return keys;
}

std::string receptive_field_text(const TracedModel& model) {
  std::string text = fmt::format("one output sees {} inputs", field_size(model, " × "));
  if (!sees_beyond(model)) return text;
  std::vector<std::string> lengths;
  for (const int length : model.trace.inputs.front().lengths) lengths.push_back(fmt::format("{}", length));
  return fmt::format("{}, of which there are {}", text, fmt::join(lengths, " × "));
}

std::string tell_receptive(const Subject& subject) {
  const Result<MapStack> stack = stack_maps(*subject.model);
  const std::size_t layers = stack->maps.size() - 1;
  std::string text =
      fmt::format("What one output cell of {} sees of {}", layers == 1 ? "a layer" : fmt::format("{} layers", layers),
                  stack->dims == 1 ? fmt::format("a row of {} inputs", stack->maps.front().cols)
                                   : with_article(size_of_map(stack->maps.front(), 2, "x") + " input"));
  if (layers <= kMostTold) {
    std::vector<std::string> told;
    for (std::size_t map = 1; map <= layers; ++map) told.push_back(told_layer(stack->maps[map]));
    text += ": " + enumerate(told);
  }
  return fmt::format("{}; the receptive field is {}", text, field_size(*subject.model, "x"));
}

}  // namespace convarith
