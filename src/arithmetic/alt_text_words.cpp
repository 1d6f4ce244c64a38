#include "arithmetic/alt_text_words.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <iterator>

namespace convarith {
namespace {

/// Whether the spoken number begins with a vowel: eight, eleven, eighteen, eighty, eleven thousand.
bool begins_with_vowel(std::string_view digits) {
  if (digits.front() == '8') return true;
  return digits.size() % 3 == 2 && (digits.starts_with("11") || digits.starts_with("18"));
}

constexpr std::string_view kSides[] = {"front", "back", "top", "bottom", "left", "right"};
constexpr std::string_view kDirections[] = {"in depth", "down", "across"};

}  // namespace

std::string with_article(const std::string& text) {
  const auto is_digit = [](unsigned char c) { return std::isdigit(c) != 0; };
  const auto end = std::find_if_not(text.begin(), text.end(), is_digit);
  const std::string_view digits(text.data(), static_cast<std::size_t>(end - text.begin()));
  const bool has_vowel = digits.empty() ? std::string_view("aeiou").find(text.front()) != std::string_view::npos
                                        : begins_with_vowel(digits);
  return fmt::format("{} {}", has_vowel ? "an" : "a", text);
}

std::string with_capital(std::string text) {
  text.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(text.front())));
  return text;
}

std::string counted(long long number, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", number, number == 1 ? one : many);
}

std::string counted(long long number, std::string_view noun) {
  return fmt::format("{} {}{}", number, noun, number == 1 ? "" : "s");
}

std::string size_words(const Operation& operation, int Axis::*member) {
  std::vector<int> lengths;
  for (const Axis& axis : operation.axes()) lengths.push_back(axis.*member);
  return fmt::format("{}", fmt::join(lengths, "x"));
}

std::string sized(const Operation& operation, int Axis::*member, std::string_view thing) {
  const std::string size = size_words(operation, member);
  return operation.dims == 1 ? fmt::format("{} of {}", thing, size) : fmt::format("{} {}", size, thing);
}

std::string map_words(const Operation& operation, int Axis::*member, std::string_view map) {
  return sized(operation, member, operation.dims == 1 ? "row" : map);
}

std::string channels_words(const Operation& operation, int channels) {
  return channels == 1 ? std::string() : fmt::format(" {} {} channels", operation.dims == 1 ? "in" : "of", channels);
}

std::string along_axes_words(const Operation& operation, int Axis::*member, int usual) {
  const std::vector<Axis> axes = operation.axes();
  const auto has = [&](int number) {
    return std::all_of(axes.begin(), axes.end(), [&](const Axis& axis) { return axis.*member == number; });
  };
  if (has(usual)) return {};
  if (has(axes.front().*member)) return fmt::format("{}", axes.front().*member);
  std::vector<std::string> parts;
  const std::size_t first = std::size(kDirections) - axes.size();
  for (std::size_t i = 0; i < axes.size(); ++i) {
    parts.push_back(fmt::format("{} {}", axes[i].*member, kDirections[first + i]));
  }
  return enumerate(parts);
}

std::string sides_words(std::string_view by, const std::vector<Sides>& axes) {
  std::vector<int> numbers;
  for (const Sides& sides : axes) numbers.insert(numbers.end(), {sides.before, sides.after});
  const int first_number = numbers.front();
  if (std::all_of(numbers.begin(), numbers.end(), [&](int number) { return number == first_number; })) {
    return first_number == 0 ? std::string() : fmt::format("{}{}", by, first_number);
  }
  const std::size_t first_side = std::size(kSides) - numbers.size();
  std::vector<int> said;
  std::vector<std::string> parts;
  for (const int number : numbers) {
    if (number == 0 || std::find(said.begin(), said.end(), number) != said.end()) continue;
    said.push_back(number);
    std::vector<std::string> names;
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      if (numbers[i] == number) names.emplace_back(kSides[first_side + i]);
    }
    parts.push_back(fmt::format("{}{} at the {}", by, number, enumerate(names)));
  }
  return enumerate(parts);
}

std::string enumerate(const std::vector<std::string>& parts) {
  if (parts.size() < 2) return fmt::format("{}", fmt::join(parts, ""));
  return fmt::format("{} and {}", fmt::join(parts.begin(), parts.end() - 1, ", "), parts.back());
}

}  // namespace convarith
