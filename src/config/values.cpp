#include "values.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <optional>
#include <utility>

#include "convarith/encoder.hpp"
#include "suggest.hpp"

namespace convarith {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;

template <class T>
struct As {};  // names the type that is to be read

constexpr std::size_t kMostAxes = 5;  // of weights in three dimensions
constexpr std::size_t kMostNumbers = 1 << 24;

constexpr std::array<std::pair<std::string_view, Operator>, 3> kOperators{{
    {"conv", Operator::convolution},
    {"max", Operator::max_pooling},
    {"avg", Operator::average_pooling},
}};

constexpr std::array<std::pair<std::string_view, PaddingRule>, 7> kPaddingRules{{
    {"valid", PaddingRule::valid},
    {"same", PaddingRule::same},
    {"tf-same", PaddingRule::tf_same},
    {"same-lower", PaddingRule::same_lower},
    {"full", PaddingRule::full},
    {"half", PaddingRule::half},
    {"causal", PaddingRule::causal},
}};

constexpr std::array<std::pair<std::string_view, PaddingMode>, 4> kPaddingModes{{
    {"zeros", PaddingMode::zeros},
    {"reflect", PaddingMode::reflect},
    {"replicate", PaddingMode::replicate},
    {"circular", PaddingMode::circular},
}};

/// The words of one of the tables above.
template <class Table>
std::vector<std::string_view> words_of(const Table& table) {
  std::vector<std::string_view> words;
  words.reserve(table.size());
  for (const auto& entry : table) words.push_back(entry.first);
  return words;
}

template <class Table, class Value>
std::string word_for(const Table& table, Value value) {
  const auto found =
      std::find_if(table.begin(), table.end(), [value](const auto& entry) { return entry.second == value; });
  return std::string(found->first);
}

template <class Table>
auto find_word(const Table& table, std::string_view word) -> std::optional<decltype(table.front().second)> {
  for (const auto& [name, value] : table) {
    if (name == word) return value;
  }
  return std::nullopt;
}

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

Result<bool> parse(As<bool>, std::string_view text, const Field& field) {
  if (text == "no") return false;
  if (field.metavar.empty() || text == "yes") return true;
  return wrong(fmt::format("'{}' is neither yes nor no", text));
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

/// Whole numbers between separators.
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

PerAxis per_axis(const std::vector<int>& numbers) {
  if (numbers.size() == 1) return PerAxis::all(numbers[0]);
  if (numbers.size() == 2) return {numbers[0], numbers[1]};
  return {numbers[1], numbers[2], numbers[0], 3};
}

Result<PerAxis> parse(As<PerAxis>, std::string_view text, const Field& field) {
  const auto crosses = std::count(text.begin(), text.end(), 'x');
  if (crosses > 2 || text.find("xx") != text.npos || (crosses > 0 && (text.front() == 'x' || text.back() == 'x'))) {
    return wrong(fmt::format("'{}' is not a size", text), "give a whole number or rows x columns, such as 5 or 5x7");
  }
  const Result<std::vector<int>> numbers = parse_list(text, 'x', field);
  if (!numbers) return numbers.problems();
  return per_axis(*numbers);
}

/// Two sides for each of one, two or three axes.
SidedPadding sided_padding(const std::vector<Sides>& sides) {
  if (sides.size() == 1) return {{}, sides[0], {}, 1};
  if (sides.size() == 2) return {sides[0], sides[1], {}, 2};
  return {sides[1], sides[2], sides[0], 3};
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
  const Result<std::vector<int>> numbers = parse_list(text, ',', field);
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

std::string shortened(std::string_view text) {
  constexpr std::size_t longest = 60;
  return text.size() <= longest ? std::string(text) : fmt::format("{}...", text.substr(0, longest));
}

/// A value as messages show it: what is long or nested is only named.
std::string brief(const json& value) {
  if (value.is_object() && !value.empty()) return "an object";
  const bool is_nested = value.is_array() &&
                         std::any_of(value.begin(), value.end(), [](const json& item) { return item.is_structured(); });
  if (is_nested) return "nested lists";
  return shortened(value.dump(-1, ' ', false, json::error_handler_t::replace));
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

Result<std::vector<int>> read_list(const json& list, const Field& field) {
  std::vector<int> numbers;
  for (const json& item : list) {
    const Result<int> number = read(As<int>{}, item, field);
    if (!number) return number.problems();
    numbers.push_back(*number);
  }
  return numbers;
}

Result<PerAxis> read(As<PerAxis>, const json& value, const Field& field) {
  if (!value.is_array()) {
    if (!value.is_number_integer()) return wrong_type("a whole number or [rows, columns]", value);
    const Result<int> side = read(As<int>{}, value, field);
    if (!side) return side.problems();
    return PerAxis::all(*side);
  }
  if (value.empty() || value.size() > 3) return wrong_type("a whole number or [rows, columns]", value);
  const Result<std::vector<int>> numbers = read_list(value, field);
  if (!numbers) return numbers.problems();
  return per_axis(*numbers);
}

Result<Padding> read(As<Padding>, const json& value, const Field& field) {
  constexpr std::string_view wanted = "a whole number, [rows, columns], [[before, after], ...] or a word";
  if (value.is_string()) return parse(As<Padding>{}, value.get<std::string>(), field);
  const bool is_sided =
      value.is_array() && !value.empty() &&
      std::all_of(value.begin(), value.end(), [](const json& item) { return item.is_array() && item.size() == 2; });
  if (!is_sided) {
    if (!value.is_number_integer() && !value.is_array()) return wrong_type(wanted, value);
    const Result<PerAxis> numbers = read(As<PerAxis>{}, value, field);
    if (!numbers) return numbers.problems();
    return Padding(*numbers);
  }
  if (value.size() > 3) return wrong_type(wanted, value);
  std::vector<Sides> sides;
  for (const json& pair : value) {
    const Result<std::vector<int>> numbers = read_list(pair, field);
    if (!numbers) return numbers.problems();
    sides.push_back({numbers->front(), numbers->back()});
  }
  return Padding(sided_padding(sides));
}

Result<PaddingMode> read(As<PaddingMode>, const json& value, const Field& field) {
  if (!value.is_string()) return wrong_type("a word such as \"reflect\"", value);
  return parse(As<PaddingMode>{}, value.get<std::string>(), field);
}

/// Adds the numbers of nested lists, all of one shape, to a tensor; `place` says where in them we are.
Status read_nested(const json& value, std::size_t axis, const std::string& place, Tensor& tensor) {
  if (!value.is_array()) {
    if (axis != tensor.shape.size()) return wrong(fmt::format("{} is a number beside lists", place));
    if (!value.is_number()) return wrong(fmt::format("{} must be a number, not {}", place, brief(value)));
    tensor.values.push_back(value.get<double>());
    return ok();
  }
  if (axis == kMostAxes) return wrong("is nested too deeply", "give up to five axes");
  const auto length = static_cast<int>(std::min<std::size_t>(value.size(), kMostNumbers));
  if (axis == tensor.shape.size() && tensor.values.empty()) tensor.shape.push_back(length);
  if (axis >= tensor.shape.size()) return wrong(fmt::format("{} is a list beside numbers", place));
  if (length != tensor.shape[axis]) {
    return wrong(fmt::format("{} has {} entries, the first such list has {}", place, length, tensor.shape[axis]));
  }
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (Status read = read_nested(value[i], axis + 1, fmt::format("{}[{}]", place, i), tensor); !read) return read;
  }
  return ok();
}

Result<Tensor> read(As<Tensor>, const json& value, const Field& field) {
  if (!value.is_array() || value.empty()) return wrong_type("a list of numbers, or of lists", value);
  Tensor tensor;
  if (Status read = read_nested(value, 0, std::string(field.key), tensor); !read) return read.problems();
  return tensor;
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

// JSON on the command line.

Result<Tensor> parse(As<Tensor>, std::string_view text, const Field& field) {
  const json value = json::parse(text, nullptr, false);
  if (value.is_discarded())
    return wrong(fmt::format("'{}' is not valid JSON", shortened(text)), "give nested lists such as [[1, 2], [3, 4]]");
  return read(As<Tensor>{}, value, field);
}

// Back again.

/// Nested lists of a tensor's numbers from `next` on, which moves on behind them.
ordered_json nested(const Tensor& tensor, std::size_t axis, std::vector<double>::const_iterator& next) {
  if (axis == tensor.shape.size()) {
    const double value = *next++;
    return value == std::floor(value) && std::abs(value) < 1e15 ? ordered_json(static_cast<long long>(value))
                                                                : ordered_json(value);
  }
  ordered_json list = ordered_json::array();
  for (int i = 0; i < tensor.shape[axis]; ++i) list.push_back(nested(tensor, axis + 1, next));
  return list;
}

ordered_json write(const Tensor& value) {
  auto next = value.values.begin();
  return nested(value, 0, next);
}
std::string text_of(const Tensor& value) {
  return write(value).dump();
}

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
std::vector<int> numbers_of(const PerAxis& value) {
  if (value.given == 3) return {value.depth, value.rows, value.cols};
  if (value.given == 1 || value.rows == value.cols) return {value.cols};
  return {value.rows, value.cols};
}

std::vector<Sides> sides_of(const SidedPadding& padding) {
  if (padding.given == 3) return {padding.depth, padding.rows, padding.cols};
  if (padding.given == 1) return {padding.cols};
  return {padding.rows, padding.cols};
}

ordered_json write(const PerAxis& value) {
  const std::vector<int> numbers = numbers_of(value);
  return numbers.size() == 1 ? ordered_json(numbers.front()) : ordered_json(numbers);
}
ordered_json write(const Padding& value) {
  if (const auto* numbers = std::get_if<PerAxis>(&value)) return write(*numbers);
  if (const auto* rule = std::get_if<PaddingRule>(&value)) return word_for(kPaddingRules, *rule);
  ordered_json sides = ordered_json::array();
  for (const Sides& of_axis : sides_of(std::get<SidedPadding>(value))) {
    sides.push_back(ordered_json::array({of_axis.before, of_axis.after}));
  }
  return sides;
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
  return fmt::format("{}", fmt::join(numbers_of(value), "x"));
}
std::string text_of(const Padding& value) {
  if (const auto* numbers = std::get_if<PerAxis>(&value)) return text_of(*numbers);
  if (const auto* rule = std::get_if<PaddingRule>(&value)) return word_for(kPaddingRules, *rule);
  std::vector<int> numbers;
  for (const Sides& of_axis : sides_of(std::get<SidedPadding>(value))) {
    numbers.insert(numbers.end(), {of_axis.before, of_axis.after});
  }
  return fmt::format("{}", fmt::join(numbers, ","));
}
std::string text_of(PaddingMode value) {
  return word_for(kPaddingModes, value);
}
std::string text_of(Operator value) {
  return word_for(kOperators, value);
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
ordered_json write(PaddingMode value) {
  return text_of(value);
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
