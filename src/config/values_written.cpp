#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "config/value_parts.hpp"
#include "config/values.hpp"

namespace convarith {
namespace {

using nlohmann::ordered_json;

/// Writes a tensor's numbers from `next` on as nested lists, and moves `next` past them.
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
  if (!value.name.empty()) return value.name;
  auto next = value.values.begin();
  return nested(value, 0, next);
}
std::string text_of(const Tensor& value) {
  return value.name.empty() ? write(value).dump() : value.name;
}

ordered_json write(const NamedTensors& value) {
  ordered_json tensors = ordered_json::object();
  for (const auto& [name, tensor] : value) tensors[name] = write(tensor);
  return tensors;
}
std::string text_of(const NamedTensors& value) {
  return write(value).dump();
}

/// Writes the lines of a model, or the file's name if it is no text.
ordered_json write(const Model& value) {
  if (value.text.empty()) return value.source;
  ordered_json lines = ordered_json::array();
  for (std::size_t start = 0; start <= value.text.size();) {
    const std::size_t end = std::min(value.text.find('\n', start), value.text.size());
    lines.push_back(value.text.substr(start, end - start));
    start = end + 1;
  }
  if (lines.size() > 1 && lines.back().get_ref<const std::string&>().empty()) lines.erase(lines.size() - 1);
  return lines;
}
std::string text_of(const Model& value) {
  return value.source;
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
std::string text_of(const PictureScale& value) {
  return fmt::format("{}:{}", value.black, value.white);
}
std::string text_of(const Strip& value) {
  return value.pictures ? fmt::format("{}", *value.pictures) : "all";
}
std::string text_of(const PictureWidth& value) {
  return text_of_width(value);
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
ordered_json write(const PictureScale& value) {
  return text_of(value);
}
ordered_json write(const Strip& value) {
  return value.pictures ? ordered_json(*value.pictures) : ordered_json("all");
}
ordered_json write(const PictureWidth& value) {
  if (value.is_on_paper()) return text_of_width(value);
  return static_cast<int>(value.amount);
}
ordered_json write(const std::vector<std::string>& value) {
  return value;
}

/// Whether the field is the size of a picture with both sides, which differs from a single number even if they are
/// equal.
bool has_both_sides(const Request& request, const Field& field) {
  return field.key == "resize" && request.resize && request.resize->given == 2;
}

}  // namespace

ordered_json to_json(const Request& request, const Field& field) {
  if (has_both_sides(request, field)) return ordered_json::array({request.resize->rows, request.resize->cols});
  return std::visit([&](auto member) { return write(*(request.*member)); }, field.member);
}

std::string to_text(const Request& request, const Field& field) {
  if (has_both_sides(request, field)) return fmt::format("{}x{}", request.resize->rows, request.resize->cols);
  return std::visit([&](auto member) { return text_of(*(request.*member)); }, field.member);
}

}  // namespace convarith
