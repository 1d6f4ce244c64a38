#pragma once

#include <optional>
#include <span>
#include <string>

namespace convarith {

/// Returns the number of decimals with which all of some numbers are written: none if they are whole; otherwise
/// `precision`, or if that is not given, as many as they need, up to two.
int decimals_of(std::span<const double> numbers, std::optional<int> precision);

/// Writes a number, such as "3", "−0.25" or "−∞": with a minus sign rather than a hyphen, and with no sign before a
/// zero.
std::string number_text(double number, int decimals);

}  // namespace convarith
