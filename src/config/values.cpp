#include "values.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <utility>

#include "convarith/encoder.hpp"
#include "suggest.hpp"

namespace convarith {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;

template <class T>
struct As {};  // names the type that is to be read

constexpr std::array<std::pair<std::string_view, Operator>, 3> kOperators{{
    {"conv", Operator::convolution},
    {"max", Operator::max_pooling},
    {"avg", Operator::average_pooling},
}};

Problem wrong(std::string why, std::string hint = {}) {
  return usage_problem({}, std::move(why), std::move(hint));
}

std::string range_hint(const Field& field, std::string_view kind) {
  return fmt::format("give {} from {:.6g} to {:.6g}", kind, field.least, field.most);
}

Result<int> check_whole(long long number, const Field& field) {
  const auto real = static_cast<double>(number);
  if (real < field.least || real > field.most) {
    return wrong(fmt::format("{} is out of range", number), range_hint(field, "a whole number"));
  }
  return static_cast<int>(number);
}

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

Result<double> check_real(double number, const Field& field) {
  if (!(number >= field.least && number <= field.most)) {
    return wrong(fmt::format("{} is out of range", number), range_hint(field, "a number"));
  }
  return number;
}

// From the text of a flag.

Result<std::string> parse(As<std::string>, std::string_view text, const Field&) {
  return std::string(text);
}

Result<bool> parse(As<bool>, std::string_view, const Field&) {
  return true;
}

Result<int> parse(As<int>, std::string_view text, const Field& field) {
  return parse_whole(text, field);
}

Result<double> parse(As<double>, std::string_view text, const Field& field) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) {
    return wrong(fmt::format("'{}' is not a number", text), range_hint(field, "one"));
  }
  return check_real(number, field);
}

Result<PerAxis> parse(As<PerAxis>, std::string_view text, const Field& field) {
  const std::size_t cross = text.find('x');
  if (cross != std::string_view::npos &&
      (cross == 0 || cross + 1 == text.size() || text.find('x', cross + 1) != text.npos)) {
    return wrong(fmt::format("'{}' is not a size", text), "give a whole number or rows x columns, such as 5 or 5x7");
  }
  const Result<int> rows = parse_whole(text.substr(0, cross), field);
  if (!rows) return rows.problems();
  if (cross == std::string_view::npos) return PerAxis{*rows, *rows};
  const Result<int> cols = parse_whole(text.substr(cross + 1), field);
  if (!cols) return cols.problems();
  return PerAxis{*rows, *cols};
}

Result<Operator> parse(As<Operator>, std::string_view text, const Field&) {
  for (const auto& [name, op] : kOperators) {
    if (name == text) return op;
  }
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
    return wrong(fmt::format("'{}' has no steps", text), "the end is excluded, so that 2:5 is 2, 3 and 4");
  }
  return StepRange{*first, *last};
}

Result<std::vector<std::string>> check_formats(std::vector<std::string> names) {
  std::vector<std::string_view> known;
  for (const Format& format : formats()) known.push_back(format.name);
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (find_format(names[i]) == nullptr) {
      return wrong(fmt::format("there is no format '{}'", names[i]), choose_from(names[i], known));
    }
    if (std::find(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(i), names[i]) !=
        names.begin() + static_cast<std::ptrdiff_t>(i)) {
      return wrong(fmt::format("the format {} is given twice", names[i]));
    }
  }
  if (names.empty()) return wrong("no format is given", choose_from({}, known));
  return names;
}

Result<std::vector<std::string>> parse(As<std::vector<std::string>>, std::string_view text, const Field&) {
  std::vector<std::string> names;
  for (std::size_t start = 0; start <= text.size();) {
    const std::size_t comma = std::min(text.find(',', start), text.size());
    names.emplace_back(text.substr(start, comma - start));
    start = comma + 1;
  }
  return check_formats(std::move(names));
}

// From the value in a preset.

/// A value as messages show it: what is long or nested is only named.
std::string brief(const json& value) {
  constexpr std::size_t longest = 60;
  if (value.is_object() && !value.empty()) return "an object";
  const bool is_nested = value.is_array() &&
                         std::any_of(value.begin(), value.end(), [](const json& item) { return item.is_structured(); });
  if (is_nested) return "nested lists";
  std::string text = value.dump(-1, ' ', false, json::error_handler_t::replace);
  return text.size() <= longest ? text : text.substr(0, longest) + "...";
}

Problem wrong_type(std::string_view wanted, const json& value) {
  return wrong(fmt::format("must be {}, not {}", wanted, brief(value)));
}

Result<std::string> read(As<std::string>, const json& value, const Field&) {
  if (!value.is_string()) return wrong_type("a text", value);
  return value.get<std::string>();
}

Result<bool> read(As<bool>, const json& value, const Field&) {
  if (!value.is_boolean()) return wrong_type("true or false", value);
  return value.get<bool>();
}

Result<int> read(As<int>, const json& value, const Field& field) {
  if (!value.is_number_integer()) return wrong_type("a whole number", value);
  if (value.is_number_unsigned() && value.get<std::uint64_t>() > static_cast<std::uint64_t>(field.most)) {
    return wrong(fmt::format("{} is out of range", brief(value)), range_hint(field, "a whole number"));
  }
  return check_whole(value.get<long long>(), field);
}

Result<double> read(As<double>, const json& value, const Field& field) {
  if (!value.is_number()) return wrong_type("a number", value);
  return check_real(value.get<double>(), field);
}

Result<PerAxis> read(As<PerAxis>, const json& value, const Field& field) {
  if (!value.is_array()) {
    if (!value.is_number_integer()) return wrong_type("a whole number or [rows, columns]", value);
    const Result<int> side = read(As<int>{}, value, field);
    if (!side) return side.problems();
    return PerAxis{*side, *side};
  }
  if (value.size() != 2) return wrong_type("a whole number or [rows, columns]", value);
  const Result<int> rows = read(As<int>{}, value[0], field);
  if (!rows) return rows.problems();
  const Result<int> cols = read(As<int>{}, value[1], field);
  if (!cols) return cols.problems();
  return PerAxis{*rows, *cols};
}

Result<Operator> read(As<Operator>, const json& value, const Field& field) {
  if (!value.is_string()) return wrong_type("\"conv\", \"max\" or \"avg\"", value);
  return parse(As<Operator>{}, value.get<std::string>(), field);
}

Result<StepRange> read(As<StepRange>, const json& value, const Field& field) {
  if (!value.is_string()) return wrong_type("a range of steps such as \"2:5\"", value);
  return parse(As<StepRange>{}, value.get<std::string>(), field);
}

Result<std::vector<std::string>> read(As<std::vector<std::string>>, const json& value, const Field&) {
  const bool is_list =
      value.is_array() && std::all_of(value.begin(), value.end(), [](const json& item) { return item.is_string(); });
  if (!is_list) return wrong_type("a list of formats such as [\"gif\", \"pdf\"]", value);
  return check_formats(value.get<std::vector<std::string>>());
}

// Back again.

ordered_json write(const std::string& value) {
  return value;
}
ordered_json write(bool value) {
  return value;
}
ordered_json write(int value) {
  return value;
}
ordered_json write(double value) {
  if (value == std::floor(value)) return static_cast<long long>(value);
  return value;
}
ordered_json write(const PerAxis& value) {
  if (value.rows == value.cols) return value.rows;
  return ordered_json::array({value.rows, value.cols});
}
std::string text_of(const std::string& value) {
  return value;
}
std::string text_of(bool value) {
  return value ? "yes" : "no";
}
std::string text_of(int value) {
  return fmt::format("{}", value);
}
std::string text_of(double value) {
  return fmt::format("{}", value);
}
std::string text_of(const PerAxis& value) {
  return value.rows == value.cols ? fmt::format("{}", value.rows) : fmt::format("{}x{}", value.rows, value.cols);
}
std::string text_of(Operator value) {
  return std::string(std::find_if(kOperators.begin(), kOperators.end(), [value](const auto& entry) {
                       return entry.second == value;
                     })->first);
}
std::string text_of(const StepRange& value) {
  const auto number = [](const std::optional<std::size_t>& end) {
    return end ? fmt::format("{}", *end) : std::string();
  };
  return number(value.first) + ":" + number(value.last);
}
std::string text_of(const std::vector<std::string>& value) {
  return fmt::format("{}", fmt::join(value, ","));
}
ordered_json write(Operator value) {
  return text_of(value);
}
ordered_json write(const StepRange& value) {
  return text_of(value);
}
ordered_json write(const std::vector<std::string>& value) {
  return value;
}

/// Puts what `make` gives for the field's type into the field.
template <class Make>
Status set(Request& request, const Field& field, const Make& make) {
  return std::visit(
      [&]<class T>(std::optional<T> Request::*member) -> Status {
        Result<T> value = make(As<T>{});
        if (!value) return value.problems();
        request.*member = *std::move(value);
        return ok();
      },
      field.member);
}

}  // namespace

Status set_from_text(Request& request, const Field& field, std::string_view text) {
  return set(request, field, [&](auto type) { return parse(type, text, field); });
}

Status set_from_json(Request& request, const Field& field, const json& value) {
  return set(request, field, [&](auto type) { return read(type, value, field); });
}

ordered_json to_json(const Request& request, const Field& field) {
  return std::visit([&](auto member) { return write(*(request.*member)); }, field.member);
}

std::string to_text(const Request& request, const Field& field) {
  return std::visit([&](auto member) { return text_of(*(request.*member)); }, field.member);
}

}  // namespace convarith
