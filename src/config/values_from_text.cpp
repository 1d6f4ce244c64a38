#include <fmt/core.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <filesystem>
#include <limits>
#include <string>
#include <utility>

#include "config/source_bytes.hpp"
#include "config/suggest.hpp"
#include "config/value_parts.hpp"
#include "config/values.hpp"

namespace convarith {
namespace {

Result<int> parse_whole(std::string_view text, const Field& field) {
  long long number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error == std::errc::result_out_of_range && end == text.data() + text.size()) {
    return wrong(fmt::format("{} is out of range", text), range_hint(field, "a whole number"));
  }
  if (error != std::errc{} || end != text.data() + text.size()) {
    return wrong(fmt::format("'{}' is not a whole number", text), range_hint(field, "a whole number"));
  }
  return check_whole(number, field);
}

Result<std::string> parse(As<std::string>, std::string_view text, const Field&) {
  return std::string(text);
}

Result<bool> parse(As<bool>, std::string_view text, const Field& field) {
  if (text == "no") return false;
  if (field.metavar.empty() || text == "yes") return true;
  return wrong(fmt::format("'{}' is neither yes nor no", text));
}

Result<double> parse(As<double>, std::string_view text, const Field& field) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) {
    return wrong(fmt::format("'{}' is not a number", text), range_hint(field, "one"));
  }
  return check_real(number, field);
}

Result<std::vector<int>> parse_list(std::string_view text, char separator, const Field& field) {
  std::vector<int> numbers;
  for (std::size_t start = 0; start <= text.size();) {
    const std::size_t end = std::min(text.find(separator, start), text.size());
    const Result<int> number = parse_whole(text.substr(start, end - start), field);
    if (!number) return number.problems();
    numbers.push_back(*number);
    start = end + 1;
  }
  return numbers;
}

/// Removes the brackets of a tuple or list, if the text has any.
std::string_view without_brackets(std::string_view text) {
  const bool has_any = (text.starts_with('(') && text.ends_with(')')) || (text.starts_with('[') && text.ends_with(']'));
  return has_any ? text.substr(1, text.size() - 2) : text;
}

/// Removes the blanks before and after separators.
std::string without_gaps(std::string text, char separator) {
  for (std::size_t at = text.find(separator); at != text.npos; at = text.find(separator, at + 1)) {
    while (at + 1 < text.size() && text[at + 1] == ' ') text.erase(at + 1, 1);
    while (at > 0 && text[at - 1] == ' ') text.erase(--at, 1);
  }
  return text;
}

/// Returns a size in one spelling, such as 5x7. People also write (5, 7), 5,7, 5X7 and 5×7.
std::string with_crosses(std::string_view text) {
  constexpr std::string_view sign = "×";
  std::string spelled(without_brackets(text));
  for (std::size_t at = spelled.find(sign); at != spelled.npos; at = spelled.find(sign)) {
    spelled.replace(at, sign.size(), "x");
  }
  for (const char other : {',', 'X'}) std::replace(spelled.begin(), spelled.end(), other, 'x');
  return without_gaps(std::move(spelled), 'x');
}

Result<PerAxis> parse(As<PerAxis>, std::string_view text, const Field& field) {
  const std::string size = with_crosses(text);
  const auto crosses = std::count(size.begin(), size.end(), 'x');
  if (crosses > 2 || size.find("xx") != size.npos || (crosses > 0 && (size.front() == 'x' || size.back() == 'x'))) {
    return wrong(fmt::format("'{}' is not a size", text), "give a whole number or rows x columns, such as 5 or 5x7");
  }
  const Result<std::vector<int>> numbers = parse_list(size, 'x', field);
  if (!numbers) return numbers.problems();
  return per_axis(*numbers);
}

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  for (std::size_t start = 0; start <= text.size();) {
    const std::size_t end = std::min(text.find(separator, start), text.size());
    parts.emplace_back(text.substr(start, end - start));
    start = end + 1;
  }
  return parts;
}

/// Returns the lines of a file, but for blank ones at its end.
Result<std::vector<std::string>> lines_of(const std::filesystem::path& file) {
  constexpr std::size_t most = 1 << 20;
  const Result<std::string> bytes = bytes_of_source(file, most);
  if (!bytes) {
    Problem problem = bytes.problems().front();
    problem.why = fmt::format("{}: {}", file.string(), problem.why);
    return problem;
  }
  std::vector<std::string> lines = split(*bytes, '\n');
  for (std::string& line : lines) {
    if (line.ends_with('\r')) line.pop_back();
  }
  while (!lines.empty() && lines.back().empty()) lines.pop_back();
  return lines;
}

Result<std::vector<std::string>> parse(As<std::vector<std::string>>, std::string_view text, const Field& field) {
  const bool may_be_file = field.metavar.ends_with("FILE") && text.find(',') == std::string_view::npos;
  std::error_code error;
  if (may_be_file && std::filesystem::exists(text, error)) return lines_of(text);
  return split(text, ',');
}

}  // namespace

Result<int> parse(As<int>, std::string_view text, const Field& field) {
  return parse_whole(text, field);
}

Result<Padding> parse(As<Padding>, std::string_view text, const Field& field) {
  if (const auto rule = find_word(kPaddingRules, text)) return Padding(*rule);
  if (!text.empty() && std::isalpha(static_cast<unsigned char>(text.front())) != 0) {
    return wrong(fmt::format("there is no padding '{}'", text), choose_from(text, words_of(kPaddingRules)));
  }
  if (text.find(',') == text.npos) {
    const Result<PerAxis> numbers = parse(As<PerAxis>{}, text, field);
    if (!numbers) return numbers.problems();
    return Padding(*numbers);
  }
  const std::string list = without_gaps(std::string(without_brackets(text)), ',');
  const Result<std::vector<int>> numbers = parse_list(list, ',', field);
  if (!numbers) return numbers.problems();
  if (numbers->size() != 2 && numbers->size() != 4 && numbers->size() != 6) {
    return wrong(fmt::format("'{}' has {} numbers", text, numbers->size()), "give top,bottom,left,right");
  }
  std::vector<Sides> sides;
  for (std::size_t i = 0; i < numbers->size(); i += 2) sides.push_back({(*numbers)[i], (*numbers)[i + 1]});
  return Padding(sided_padding(sides));
}

Result<PaddingMode> parse(As<PaddingMode>, std::string_view text, const Field&) {
  if (const auto mode = find_word(kPaddingModes, text)) return *mode;
  return wrong(fmt::format("there is no padding mode '{}'", text), choose_from(text, words_of(kPaddingModes)));
}

Result<Operator> parse(As<Operator>, std::string_view text, const Field&) {
  if (const auto op = find_word(kOperators, text)) return *op;
  return wrong(fmt::format("there is no operation '{}'", text), "give conv, max or avg");
}

Result<StepRange> parse(As<StepRange>, std::string_view text, const Field&) {
  const auto end_of = [](std::string_view number) -> Result<std::optional<std::size_t>> {
    if (number.empty()) return std::optional<std::size_t>{};
    std::size_t value = 0;
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), value);
    if (error != std::errc{} || end != number.data() + number.size()) return wrong({});
    return std::optional(value);
  };
  const std::size_t colon = text.find(':');
  const auto first = end_of(text.substr(0, colon));
  const auto last = colon == std::string_view::npos ? first : end_of(text.substr(colon + 1));
  if (!first || !last || text.empty()) {
    return wrong(fmt::format("'{}' is not a range of steps", text),
                 "give one step, such as 3, or a range, such as 2:5, 2: or :5");
  }
  if (colon == std::string_view::npos) {
    if (**first == std::numeric_limits<std::size_t>::max()) return wrong(fmt::format("there is no step {}", text));
    return StepRange{*first, **first + 1};
  }
  if (*last && first->value_or(0) >= **last) {
    return wrong(fmt::format("'{}' contains no steps", text), "the end is excluded, so 2:5 means 2, 3 and 4");
  }
  return StepRange{*first, *last};
}

Result<PictureScale> parse(As<PictureScale>, std::string_view text, const Field& field) {
  const std::size_t colon = text.find(':');
  const Result<double> first = parse(As<double>{}, text.substr(0, colon), field);
  const Result<double> last =
      colon == std::string_view::npos ? first : parse(As<double>{}, text.substr(colon + 1), field);
  if (colon == std::string_view::npos || !first || !last) {
    return wrong(fmt::format("'{}' is not a range of numbers", text), "give two numbers such as 0:1 or -1:1");
  }
  if (*first == *last) return wrong(fmt::format("'{}' has no width", text), "give two different numbers");
  return PictureScale{*first, *last};
}

Result<Strip> parse(As<Strip>, std::string_view text, const Field& field) {
  if (text == "all") return Strip{};
  const Result<int> pictures = parse_whole(text, field);
  if (!pictures) {
    return wrong(pictures.problems().front().why, range_hint(field, "a whole number") + ", or all");
  }
  return Strip{*pictures};
}

Status set_from_text(Request& request, const Field& field, std::string_view text) {
  return set(request, field, [&](auto type) { return parse(type, text, field); });
}

}  // namespace convarith
