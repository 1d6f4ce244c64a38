#include "config/models/layer_arguments.hpp"

#include <fmt/core.h>

#include <cstdlib>

#include "config/models/layer_actions.hpp"
#include "config/shortened.hpp"

namespace convarith {
namespace {

constexpr std::size_t kLongestArgument = 40;  // bytes

std::optional<double> fraction_in(std::string_view text) {
  constexpr std::size_t longest = 30;
  if (text.empty() || text.size() > longest) return std::nullopt;
  const std::string number(text);
  char* end = nullptr;
  const double value = std::strtod(number.c_str(), &end);
  return end == number.c_str() + number.size() ? std::optional(value) : std::nullopt;
}

}  // namespace

LayerArguments::LayerArguments(std::string_view text, const Call& call, std::span<const std::string_view> names,
                               std::string_view where)
    : text_(text), call_(call), names_(names), where_(where) {}

const CallValue* LayerArguments::find(std::string_view name) const {
  for (std::size_t i = 0; i < call_.arguments.size(); ++i) {
    const CallArgument& argument = call_.arguments[i];
    const bool fits = argument.name.empty() ? i < names_.size() && names_[i] == name : argument.name == name;
    if (fits) return &argument.value;
  }
  return nullptr;
}

bool LayerArguments::has(std::string_view name) const {
  const CallValue* const value = find(name);
  return value != nullptr && value->kind != CallValue::Kind::none;
}

bool LayerArguments::flag(std::string_view name, bool fallback) const {
  const CallValue* const value = find(name);
  return value != nullptr && value->kind == CallValue::Kind::truth ? value->number != 0 : fallback;
}

std::string_view LayerArguments::word(std::string_view name) const {
  const CallValue* const value = find(name);
  const bool is_word =
      value != nullptr && (value->kind == CallValue::Kind::string || value->kind == CallValue::Kind::word);
  return is_word ? value->text : std::string_view();
}

ChannelCount LayerArguments::count(std::string_view name) const {
  const CallValue* const value = find(name);
  if (value == nullptr || value->kind == CallValue::Kind::none) return {};
  if (value->kind == CallValue::Kind::whole) return {value->number, {}};
  return {std::nullopt, shortened(text_of(*value), kLongestArgument)};
}

std::optional<int> LayerArguments::whole(std::string_view name) const {
  const CallValue* const value = find(name);
  return value != nullptr && value->kind == CallValue::Kind::whole ? std::optional(value->number) : std::nullopt;
}

std::vector<int> LayerArguments::numbers(std::string_view name) {
  const CallValue* const value = find(name);
  if (value == nullptr) {
    complain(name, fmt::format("{} needs {}", last_name(call_.name), name), "add it");
    return {};
  }
  if (value->kind == CallValue::Kind::whole) return {value->number};
  std::vector<int> numbers;
  for (const CallValue& item : value->items) {
    if (item.kind == CallValue::Kind::whole) numbers.push_back(item.number);
  }
  if (value->kind == CallValue::Kind::sequence && numbers.size() == value->items.size()) return numbers;
  complain(name, fmt::format("{} is {}, whose value is not known", name, shortened(text_of(*value), kLongestArgument)),
           "write whole numbers instead, or a line before that gives it a value");
  return {};
}

std::vector<double> LayerArguments::fractions(std::string_view name) const {
  const CallValue* const value = find(name);
  if (value == nullptr) return {};
  std::vector<double> fractions;
  const auto add = [&](const CallValue& item) {
    if (item.kind == CallValue::Kind::whole) {
      fractions.push_back(item.number);
    } else if (const auto fraction = fraction_in(text_of(item))) {
      fractions.push_back(*fraction);
    }
  };
  if (value->kind != CallValue::Kind::sequence) add(*value);
  for (const CallValue& item : value->items) add(item);
  return fractions;
}

void LayerArguments::complain(std::string_view name, const std::string& why, const std::string& hint) {
  const CallValue* const value = find(name);
  problems_.push_back(problem_at(text_, value == nullptr ? call_.end : value->start, why, hint, where_));
}

}  // namespace convarith
