#include "config/layer_spelling/layer_spelling.hpp"
#include "arithmetic/layer_values.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cassert>
#include <utility>

#include "config/layer_spelling/layer_spelling_parts.hpp"

namespace convarith {
namespace {

constexpr Axis Operation::*kAxes[] = {&Operation::depth, &Operation::rows, &Operation::cols};

template <class Number>
AxisNumbers collect(const Operation& operation, const Number& number) {
  AxisNumbers numbers;
  for (const Axis& axis : operation.axes()) numbers.push_back(number(axis));
  return numbers;
}

template <class Property>
bool holds_for_all(const Operation& operation, const Property& property) {
  const std::vector<Axis> axes = operation.axes();
  return std::all_of(axes.begin(), axes.end(), property);
}

/// Replaces a convolution in a text by a lazy one: "nn.Conv2d(1, 8, 3)" becomes "nn.LazyConv2d(8, 3)".
std::string with_lazy_channels(std::string text, const Operation& operation) {
  constexpr std::string_view module = "nn.";
  const std::size_t name = text.find(fmt::format("{}Conv", module));
  const std::string channels = fmt::format("({}, ", operation.channels);
  const std::size_t first = name == std::string::npos ? name : text.find(channels, name);
  if (first == std::string::npos) return text;
  text.erase(first + 1, channels.size() - 1);
  return text.insert(name + module.size(), "Lazy");
}

}  // namespace

AxisNumbers numbers_of(const Operation& operation, int Axis::*member) {
  return collect(operation, [member](const Axis& axis) { return axis.*member; });
}

AxisNumbers paddings_before(const Operation& operation) {
  return collect(operation, [](const Axis& axis) { return axis.padding.before; });
}

AxisNumbers paddings_after(const Operation& operation) {
  return collect(operation, [](const Axis& axis) { return axis.padding.after; });
}

bool all_are(const AxisNumbers& numbers, int number) {
  return std::all_of(numbers.begin(), numbers.end(), [number](int each) { return each == number; });
}

std::string tuple_or_number(const AxisNumbers& numbers) {
  if (all_are(numbers, numbers.front())) return fmt::format("{}", numbers.front());
  return fmt::format("({})", fmt::join(numbers, ", "));
}

void SpelledCall::add(std::string_view name, std::string_view value) {
  arguments_.push_back(fmt::format("{}={}", name, value));
}

void SpelledCall::add_unless(const AxisNumbers& usual, std::string_view name, const AxisNumbers& numbers) {
  if (numbers != usual) add(name, tuple_or_number(numbers));
}

void SpelledCall::add_unless(int usual, std::string_view name, int number) {
  if (number != usual) add(name, fmt::format("{}", number));
}

std::string SpelledCall::text() const {
  return fmt::format("{}({})", name_, fmt::join(arguments_, ", "));
}

bool is_padded(const Operation& operation) {
  return !holds_for_all(operation, [](const Axis& axis) { return axis.padding == Sides{}; });
}

bool pads_evenly(const Operation& operation) {
  return holds_for_all(operation, [](const Axis& axis) { return axis.padding.before == axis.padding.after; });
}

Sides first_uneven_padding(const Operation& operation) {
  const std::vector<Axis> axes = operation.axes();
  const auto is_uneven = [](const Axis& axis) { return axis.padding.before != axis.padding.after; };
  return std::find_if(axes.begin(), axes.end(), is_uneven)->padding;
}

bool pads_as_tensorflow(const Operation& operation) {
  return holds_for_all(operation, [](const Axis& axis) {
    const int last_window = (axis.input - 1) / axis.stride * axis.stride;
    const int total = std::max(axis.effective_kernel() - (axis.input - last_window), 0);
    return axis.padding == Sides{total / 2, total - total / 2};
  });
}

bool ceil_matters(const Operation& operation) {
  return operation.ceil_mode && !holds_for_all(operation, [](const Axis& axis) {
           const int room = axis.padded() - axis.effective_kernel();
           return room >= 0 && axis.output == room / axis.stride + 1;
         });
}

Operation without_padding(Operation operation) {
  for (Axis Operation::*member : kAxes) {
    Axis& axis = operation.*member;
    axis.input = axis.padded();
    axis.padding = {};
  }
  operation.padding_rule.reset();
  operation.padding_mode = PaddingMode::zeros;
  operation.ceil_mode = false;
  return operation;
}

Chain without_first_padding(const Chain& chain) {
  std::vector<Operation> layers(chain.begin(), chain.end());
  layers.front() = without_padding(layers.front());
  return *make_chain(std::move(layers));
}

Operation without_crop(Operation operation) {
  for (Axis Operation::*member : kAxes) {
    Axis& axis = operation.*member;
    axis.output += axis.padding.before + axis.padding.after;
    axis.padding = {};
  }
  operation.padding_rule.reset();
  return operation;
}

bool has_even_windows(const Operation& operation) {
  return holds_for_all(operation, [](const Axis& axis) { return axis.input % axis.output == 0; });
}

Operation as_plain_pooling(Operation operation) {
  operation.adaptive = false;
  for (Axis Operation::*member : kAxes) {
    Axis& axis = operation.*member;
    axis.kernel = axis.input / axis.output;
    axis.stride = axis.kernel;
  }
  return operation;
}

std::string_view pooling_word(Operator op, std::string_view maximum, std::string_view average) {
  switch (op) {
    case Operator::max_pooling:
      return maximum;
    case Operator::average_pooling:
      return average;
    case Operator::convolution:
      break;
  }
  assert(false);
  return {};
}

Problem no_layer(std::string why, std::string hint) {
  return failure({}, std::move(why), std::move(hint));
}

Problem pad_first(std::string why, std::string_view pad, const Result<std::string>& rest) {
  if (!rest) return rest.problems().front();
  return no_layer(std::move(why), fmt::format("pad first with {}, then {}", pad, *rest));
}

Problem crop_afterwards(std::string why, std::string_view crop, const Result<std::string>& rest) {
  if (!rest) return rest.problems().front();
  return no_layer(std::move(why), fmt::format("put {} behind {}", crop, *rest));
}

Problem no_adaptive_pooling(std::string_view framework, const Operation& operation,
                            Result<std::string> (*spell)(const Chain&)) {
  std::string why = fmt::format("{} has no adaptive pooling but to a single cell", framework);
  if (!has_even_windows(operation)) return no_layer(std::move(why));
  const Result<std::string> plain = spell(as_plain_pooling(operation));
  if (!plain) return no_layer(std::move(why));
  return no_layer(std::move(why), fmt::format("with this input {} has the same windows", *plain));
}

Result<std::string> spell_layer(const Chain& chain, Framework framework) {
  switch (framework) {
    case Framework::pytorch:
      return spell_for_pytorch(chain);
    case Framework::keras:
      return spell_for_keras(chain);
    case Framework::onnx:
      return spell_for_onnx(chain);
  }
  assert(false);
  return no_layer("there is no such framework");
}

Problem unknown_channels() {
  return no_layer("the number of channels is not known", "add --channels, or input_shape to the layer");
}

Result<std::string> spell_given_layer(const GivenLayer& layer, Framework framework) {
  const Operation& operation = layer.chain.front();
  if (layer.has_channels || operation.is_pooling() || framework == Framework::keras) {
    return spell_layer(layer.chain, framework);
  }
  if (operation.is_depthwise) return unknown_channels();
  Result<std::string> spelled = spell_layer(layer.chain, framework);
  if (framework != Framework::pytorch) return spelled;
  if (spelled) return with_lazy_channels(*std::move(spelled), operation);
  Problem problem = spelled.problems().front();
  problem.hint = with_lazy_channels(std::move(problem.hint), operation);
  return problem;
}

}  // namespace convarith
