#pragma once

#include <optional>
#include <span>
#include <string>

namespace convarith {

/// The decimals with which all of some numbers are written: none where they are whole, else `precision`, or as many as
/// they need, up to two.
int decimals_of(std::span<const double> numbers, std::optional<int> precision);

/// "3", "−0.25", "−∞": with a minus sign rather than a hyphen, and none before a zero.
std::string number_text(double number, int decimals);

}  // namespace convarith
