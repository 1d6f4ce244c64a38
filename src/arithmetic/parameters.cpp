#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "arithmetic/alt_text_words.hpp"
#include "arithmetic/axes.hpp"
#include "arithmetic/formula.hpp"

namespace convarith {
namespace {

std::string_view word_of(PaddingMode mode) {
  switch (mode) {
    case PaddingMode::reflect:
      return "reflect";
    case PaddingMode::replicate:
      return "replicate";
    case PaddingMode::circular:
      return "circular";
    case PaddingMode::zeros:
      break;
  }
  return "zeros";
}

/// Returns "3", or "3 × 5" where the axes differ.
template <class Number>
std::string along_axes(const Operation& operation, const Number& number) {
  std::vector<int> numbers;
  for (const Axis& axis : operation.axes()) numbers.push_back(number(axis));
  const bool are_alike = std::all_of(numbers.begin(), numbers.end(), [&](int n) { return n == numbers.front(); });
  return are_alike ? fmt::format("{}", numbers.front()) : fmt::format("{}", fmt::join(numbers, " × "));
}

/// Returns "p = 1", "p = 1 × 2", or each side where the sides differ: "p = 0/1/2/1 (top/bottom/left/right)".
std::string padding_of(const Operation& operation) {
  std::string text;
  if (has_two_sides(operation)) {
    std::vector<int> sides;
    for (const Axis& axis : operation.axes()) sides.insert(sides.end(), {axis.padding.before, axis.padding.after});
    text = fmt::format("p = {}", fmt::join(sides, "/"));
    if (operation.dims == 1) text += " (left/right)";
    if (operation.dims == 2) text += " (top/bottom/left/right)";
  } else {
    text = fmt::format("p = {}", along_axes(operation, [](const Axis& axis) { return axis.padding.before; }));
  }
  if (operation.padding_mode != PaddingMode::zeros) text += fmt::format(" ({})", word_of(operation.padding_mode));
  return text;
}

/// Adds the parameters that only some layers have.
void add_rarities(const Operation& operation, std::vector<std::string>& parts) {
  const std::pair<std::string_view, int> numbers[] = {
      {"channels", operation.channels}, {"filters", operation.filters}, {"groups", operation.groups}};
  for (const auto& [name, number] : numbers) {
    if (number > 1 && !operation.is_pooling()) parts.push_back(fmt::format("{} {}", number, name));
  }
  if (operation.ceil_mode) parts.emplace_back("ceil_mode");
  if (operation.op != Operator::average_pooling) return;
  if (!operation.count_include_pad) parts.emplace_back("padding not counted");
  if (operation.divisor_override) parts.push_back(fmt::format("divided by {}", *operation.divisor_override));
}

std::string parameters_of(const Operation& operation) {
  const auto number = [&](int Axis::*member) {
    return along_axes(operation, [member](const Axis& axis) { return axis.*member; });
  };
  std::vector<std::string> parts{fmt::format("n = {}", number(&Axis::input))};
  if (operation.adaptive) {
    parts.push_back(fmt::format("m = {}", number(&Axis::output)));
  } else {
    parts.push_back(fmt::format("k = {}", number(&Axis::kernel)));
    parts.push_back(fmt::format("s = {}", number(&Axis::stride)));
    parts.push_back(padding_of(operation));
    if (const std::string dilation = number(&Axis::dilation); dilation != "1")
      parts.push_back(fmt::format("d = {}", dilation));
    if (const std::string more = number(&Axis::output_padding); more != "0")
      parts.push_back(fmt::format("a = {}", more));
  }
  add_rarities(operation, parts);
  return fmt::format("{}", fmt::join(parts, ", "));
}

std::string kind_of(const Operation& operation) {
  const std::string adaptive = operation.adaptive ? "adaptive " : "";
  switch (operation.op) {
    case Operator::max_pooling:
      return adaptive + "max pooling";
    case Operator::average_pooling:
      return adaptive + "average pooling";
    case Operator::convolution:
      break;
  }
  return operation.transposed ? "transposed convolution" : "convolution";
}

/// Returns the parameters of a layer that follows another one.
std::string parameters_behind(const Operation& operation) {
  if (!is_pointwise(operation)) return "then " + parameters_of(operation);
  return "1 × 1 to " + counted(operation.filters, "channel");
}

}  // namespace

std::string kind_text(const Chain& chain) {
  if (is_depthwise_separable(chain)) return "depthwise-separable convolution";
  std::string text = kind_of(chain.front());
  for (std::size_t i = 1; i < chain.size(); ++i) {
    text += fmt::format(" and {}{}", is_pointwise(chain[i]) ? "1 × 1 " : "", kind_of(chain[i]));
  }
  return text;
}

std::string parameters_text(const Chain& chain) {
  std::string text = parameters_of(chain.front());
  for (std::size_t i = 1; i < chain.size(); ++i) text += ", " + parameters_behind(chain[i]);
  return text;
}

std::vector<std::string> by_axis(std::vector<std::string> worked, const Operation& operation) {
  constexpr std::string_view names[] = {"depth", "rows", "columns"};
  if (worked.size() == 1) return worked;
  const std::size_t first = std::size(names) - static_cast<std::size_t>(operation.dims);
  for (std::size_t i = 0; i < worked.size(); ++i) worked[i] = fmt::format("{}: {}", names[first + i], worked[i]);
  return worked;
}

std::string map_size(const Operation& operation, int Axis::*member) {
  std::vector<int> lengths;
  for (const Axis& axis : operation.axes()) lengths.push_back(axis.*member);
  return fmt::format("{}", fmt::join(lengths, " × "));
}

}  // namespace convarith
