#include "layout/views/sequence/sum_text.hpp"

#include <fmt/core.h>

#include <string_view>
#include <utility>

namespace convarith {
namespace {

constexpr std::string_view kMinus = "−";

/// Returns a summand with its sign: "−2" at the start, then "+ 2" or "− 2".
std::string signed_number(const std::string& number, bool is_first) {
  if (is_first) return number;
  if (number.starts_with(kMinus)) return fmt::format("{} {}", kMinus, number.substr(kMinus.size()));
  return "+ " + number;
}

/// A window along the only axis of a layer.
struct Window {
  const AxisWalk& axis;
  int output;

  int taps() const { return axis.taps_of(output); }
  AxisTap tap(int number) const { return axis.tap(output, number); }
};

std::vector<SumPart> weighted_sum(const SequenceTexts& cell_texts, const Window& window) {
  const Operation& operation = cell_texts.walkthrough().operation();
  std::vector<SumPart> parts;
  parts.reserve(static_cast<std::size_t>(operation.channels) * static_cast<std::size_t>(window.taps()) + 1);
  for (int channel = 0; channel < operation.channels; ++channel) {
    for (int i = 0; i < window.taps(); ++i) {
      const AxisTap tap = window.tap(i);
      parts.push_back({signed_number(cell_texts.on_place(tap.place, channel), parts.empty()),
                       "·" + cell_texts.weight_symbol(channel, tap.weight)});
    }
  }
  if (operation.has_bias) parts.push_back({"+ b"});
  return parts;
}

/// Returns the texts under the taps that count in a pooling.
std::vector<std::string> pooled(const SequenceTexts& cell_texts, const Window& window) {
  std::vector<std::string> numbers;
  for (int i = 0; i < window.taps(); ++i) {
    std::string number = cell_texts.on_place(window.tap(i).place, 0);
    if (!number.empty()) numbers.push_back(std::move(number));
  }
  return numbers;
}

std::vector<SumPart> maximum(const SequenceTexts& cell_texts, const Window& window) {
  std::vector<SumPart> parts;
  for (std::string& number : pooled(cell_texts, window)) parts.push_back({std::move(number) + ","});
  parts.front().number.insert(0, "max(");
  parts.back().number.back() = ')';
  return parts;
}

/// Returns the number by which a mean is divided.
int divisor_of(const Operation& operation, const Window& window) {
  if (operation.divisor_override) return *operation.divisor_override;
  int count = 0;
  for (int i = 0; i < window.taps(); ++i) {
    const AxisTap tap = window.tap(i);
    if (operation.count_include_pad ? tap.is_counted : tap.input.has_value()) ++count;
  }
  return count;
}

std::vector<SumPart> mean(const SequenceTexts& cell_texts, const Window& window) {
  std::vector<SumPart> parts;
  for (const std::string& number : pooled(cell_texts, window)) parts.push_back({signed_number(number, parts.empty())});
  const int divisor = divisor_of(cell_texts.walkthrough().operation(), window);
  if (parts.size() > 1) {
    parts.front().number.insert(0, "(");
    parts.back().number += ")";
  }
  parts.back().number += divisor < 0 ? fmt::format(" / ({}{})", kMinus, -divisor) : fmt::format(" / {}", divisor);
  return parts;
}

std::vector<SumPart> parts_without_value(const SequenceTexts& cell_texts, const Window& window) {
  switch (cell_texts.walkthrough().operation().op) {
    case Operator::max_pooling:
      return maximum(cell_texts, window);
    case Operator::average_pooling:
      return mean(cell_texts, window);
    case Operator::convolution:
      break;
  }
  return weighted_sum(cell_texts, window);
}

}  // namespace

std::vector<SumPart> sum_parts(const SequenceTexts& cell_texts, std::size_t output) {
  const auto number = static_cast<int>(output);
  std::vector<SumPart> parts = parts_without_value(cell_texts, {cell_texts.walkthrough().cols(), number});
  if (cell_texts.knows_outputs()) parts.push_back({"= ", cell_texts.output(number), true});
  return parts;
}

}  // namespace convarith
