#include "config/value_parts.hpp"

#include <fmt/core.h>

#include "config/shortened.hpp"
#include "config/suggest.hpp"

namespace convarith {

Problem wrong(std::string why, std::string hint) {
  return usage_problem({}, std::move(why), std::move(hint));
}

std::string range_hint(const Field& field, std::string_view kind) {
  return fmt::format("give {} from {:.10g} to {:.10g}", kind, field.least, field.most);
}

Result<int> check_whole(long long number, const Field& field) {
  const auto real = static_cast<double>(number);
  if (real < field.least || real > field.most) {
    return wrong(fmt::format("{} is out of range", number), range_hint(field, "a whole number"));
  }
  return static_cast<int>(number);
}

Result<double> check_real(double number, const Field& field) {
  if (!(number >= field.least && number <= field.most)) {
    return wrong(fmt::format("{} is out of range", number), range_hint(field, "a number"));
  }
  return number;
}

PerAxis per_axis(const std::vector<int>& numbers) {
  if (numbers.size() == 1) return PerAxis::all(numbers[0]);
  if (numbers.size() == 2) return {numbers[0], numbers[1]};
  return {numbers[1], numbers[2], numbers[0], 3};
}

SidedPadding sided_padding(const std::vector<Sides>& sides) {
  if (sides.size() == 1) return {{}, sides[0], {}, 1};
  if (sides.size() == 2) return {sides[0], sides[1], {}, 2};
  return {sides[1], sides[2], sides[0], 3};
}

std::string brief(const nlohmann::json& value) {
  if (value.is_object() && !value.empty()) return "an object";
  const bool is_nested = value.is_array() && std::any_of(value.begin(), value.end(), [](const nlohmann::json& item) {
                           return item.is_structured();
                         });
  if (is_nested) return "nested lists";
  return shortened(value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
}

}  // namespace convarith
