#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <string>
#include <vector>

#include "convarith/formula.hpp"

namespace convarith {
namespace {

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

/// "3", or "3 × 5" where the axes differ.
template <class Number>
std::string along_axes(const Operation& operation, const Number& number) {
  std::vector<int> numbers;
  for (const Axis& axis : operation.axes()) numbers.push_back(number(axis));
  const bool are_alike = std::all_of(numbers.begin(), numbers.end(), [&](int n) { return n == numbers.front(); });
  return are_alike ? fmt::format("{}", numbers.front()) : fmt::format("{}", fmt::join(numbers, " × "));
}

std::string padding_of(const Operation& operation) {
  const auto side = [&](int Sides::*member) {
    return along_axes(operation, [member](const Axis& axis) { return axis.padding.*member; });
  };
  const std::string before = side(&Sides::before);
  const std::string after = side(&Sides::after);
  std::string text = fmt::format("p = {}", before);
  if (before != after) text += fmt::format(", p′ = {}", after);
  if (operation.padding_mode != PaddingMode::zeros) text += fmt::format(" ({})", word_of(operation.padding_mode));
  return text;
}

}  // namespace

std::string map_size(const Operation& operation, int Axis::*member) {
  std::vector<int> lengths;
  for (const Axis& axis : operation.axes()) lengths.push_back(axis.*member);
  return fmt::format("{}", fmt::join(lengths, " × "));
}

std::string parameters_text(const Operation& operation) {
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
  return fmt::format("{}: {}", kind_of(operation), fmt::join(parts, ", "));
}

}  // namespace convarith
