#include "layout/panels/number_text.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

namespace convarith {
namespace {

constexpr int kUsualDecimals = 2;

bool is_said_by(double number, int decimals) {
  if (std::isinf(number)) return true;
  const double power = std::pow(10.0, decimals);
  const double scaled = number * power;
  // Sums of decimals may be off in their last bits.
  return std::abs(scaled - std::round(scaled)) < 1e-9 + 1e-14 * std::abs(scaled);
}

}  // namespace

int decimals_of(std::span<const double> numbers, std::optional<int> precision) {
  const auto are_said_by = [numbers](int decimals) {
    return std::all_of(numbers.begin(), numbers.end(), [=](double number) { return is_said_by(number, decimals); });
  };
  if (are_said_by(0)) return 0;
  if (precision) return *precision;
  int decimals = 1;
  while (decimals < kUsualDecimals && !are_said_by(decimals)) ++decimals;
  return decimals;
}

std::string number_text(double number, int decimals) {
  const std::string digits = std::isinf(number) ? "∞" : fmt::format("{:.{}f}", std::abs(number), decimals);
  const bool is_zero = digits.find_first_not_of("0.") == std::string::npos;
  return number < 0 && !is_zero ? "−" + digits : digits;
}

}  // namespace convarith
