#include "config/models/program_values.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <iterator>
#include <optional>

namespace convarith {
namespace {

using Kind = ProgramValue::Kind;

std::optional<long long> floor_divided(long long left, long long right) {
  if (right == 0 || right == -1) return right == 0 ? std::nullopt : std::optional(-left);
  const long long quotient = left / right;
  return left % right != 0 && (left < 0) != (right < 0) ? quotient - 1 : quotient;
}

std::optional<long long> power(long long base, long long exponent) {
  if (exponent < 0) return std::nullopt;
  long long result = 1;
  for (long long i = 0; i < exponent; ++i) {
    if (base == 0 || base == 1) return base;
    if (i > 64 || __builtin_mul_overflow(result, base, &result)) return std::nullopt;
  }
  return result;
}

/// Shifts are products and divisions by powers of two, as far as there are numbers for them.
std::optional<long long> shifted(std::string_view operation, long long number, long long places) {
  constexpr long long most = 62;
  if (places < 0 || places > most) return std::nullopt;
  const long long power_of_two = 1LL << places;
  long long result = 0;
  if (operation == ">>") return floor_divided(number, power_of_two);
  return __builtin_mul_overflow(number, power_of_two, &result) ? std::nullopt : std::optional(result);
}

std::optional<long long> whole_result(std::string_view operation, long long left, long long right) {
  long long result = 0;
  if (operation == "+") return __builtin_add_overflow(left, right, &result) ? std::nullopt : std::optional(result);
  if (operation == "-") return __builtin_sub_overflow(left, right, &result) ? std::nullopt : std::optional(result);
  if (operation == "*") return __builtin_mul_overflow(left, right, &result) ? std::nullopt : std::optional(result);
  if (operation == "//") return floor_divided(left, right);
  if (operation == "<<" || operation == ">>") return shifted(operation, left, right);
  if (operation == "**") return power(left, right);
  if (operation == "%" && right > 0) return ((left % right) + right) % right;
  return std::nullopt;
}

std::optional<double> fraction_result(std::string_view operation, double left, double right) {
  if (operation == "+") return left + right;
  if (operation == "-") return left - right;
  if (operation == "*") return left * right;
  if (operation == "/" && right != 0) return left / right;
  if (operation == "//" && right != 0) return std::floor(left / right);
  return std::nullopt;
}

std::optional<bool> compared(std::string_view operation, double left, double right) {
  if (operation == "==") return left == right;
  if (operation == "!=") return left != right;
  if (operation == "<") return left < right;
  if (operation == ">") return left > right;
  if (operation == "<=") return left <= right;
  if (operation == ">=") return left >= right;
  return std::nullopt;
}

bool is_number(const ProgramValue& value) {
  return value.is(Kind::whole) || value.is(Kind::fraction) || value.is(Kind::truth);
}

double as_fraction(const ProgramValue& value) {
  return value.is(Kind::fraction) ? value.fraction : static_cast<double>(value.number);
}

ProgramValue fraction_value(double fraction) {
  ProgramValue value;
  value.kind = Kind::fraction;
  value.fraction = fraction;
  return value;
}

/// Compares values that are no numbers.
ProgramValue compared_kinds(std::string_view operation, const ProgramValue& left, const ProgramValue& right) {
  if (left.is(Kind::unknown) || right.is(Kind::unknown)) return {};
  const bool is_equality = operation == "==" || operation == "is";
  if (!is_equality && operation != "!=" && operation != "is not") return {};
  bool is_same = left.kind == right.kind;
  if (is_same && left.is(Kind::text)) is_same = left.text == right.text;
  if (is_same && left.is(Kind::truth)) is_same = left.number == right.number;
  if (is_same && !left.is(Kind::text) && !left.is(Kind::none) && !left.is(Kind::truth)) return {};
  return ProgramValue::truth(is_same == is_equality);
}

}  // namespace

ProgramValue ProgramValue::of(ProgramModule* module) {
  ProgramValue value;
  value.kind = Kind::module;
  value.module = module;
  return value;
}

bool ProgramValue::is_part_of_tensor() const {
  return is_of_tensor && origin != nullptr && origin->kind == PythonExpression::Kind::index &&
         origin->parts.front().kind == PythonExpression::Kind::name;
}

bool ProgramValue::has_truth() const {
  return kind != Kind::unknown && kind != Kind::tensor && kind != Kind::array;
}

bool ProgramValue::is_true() const {
  switch (kind) {
    case Kind::none:
      return false;
    case Kind::truth:
    case Kind::whole:
      return number != 0;
    case Kind::fraction:
      return fraction != 0;
    case Kind::text:
      return !text.empty();
    case Kind::sequence:
      return !items->empty();
    default:
      return true;
  }
}

ProgramValue calculate(std::string_view operation, const ProgramValue& left, const ProgramValue& right) {
  if (operation == "is" || operation == "is not" || !is_number(left) || !is_number(right))
    return compared_kinds(operation, left, right);
  if (const auto truth = compared(operation, as_fraction(left), as_fraction(right))) return ProgramValue::truth(*truth);
  if (!left.is(Kind::fraction) && !right.is(Kind::fraction)) {
    if (const auto whole = whole_result(operation, left.number, right.number)) return ProgramValue::whole(*whole);
  }
  if (const auto fraction = fraction_result(operation, as_fraction(left), as_fraction(right)))
    return operation == "/" || left.is(Kind::fraction) || right.is(Kind::fraction) ? fraction_value(*fraction)
                                                                                   : ProgramValue();
  return {};
}

ProgramValue calculate(std::string_view operation, const ProgramValue& value) {
  if (operation == "not") return value.has_truth() ? ProgramValue::truth(!value.is_true()) : ProgramValue();
  if (operation == "+") return value;
  if (operation != "-" || !is_number(value)) return {};
  return calculate("-", ProgramValue::whole(0), value);
}

ProgramValue number_value_of(std::string_view text) {
  constexpr std::size_t longest = 40;
  if (text.size() > longest) return {};
  std::string digits;
  for (const char c : text) {
    if (c != '_') digits += c;
  }
  long long number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error == std::errc{} && end == digits.data() + digits.size()) return ProgramValue::whole(number);
  char* last = nullptr;
  const double fraction = std::strtod(digits.c_str(), &last);
  return last == digits.c_str() + digits.size() ? fraction_value(fraction) : ProgramValue();
}

std::vector<ProgramValue> tensors_in(const std::vector<ProgramValue>& values) {
  const bool is_list = !values.empty() && values.front().is(Kind::sequence);
  const std::vector<ProgramValue>& given = is_list ? *values.front().items : values;
  std::vector<ProgramValue> tensors;
  std::copy_if(given.begin(), given.end(), std::back_inserter(tensors),
               [](const ProgramValue& value) { return value.is(Kind::tensor); });
  return tensors;
}

}  // namespace convarith
