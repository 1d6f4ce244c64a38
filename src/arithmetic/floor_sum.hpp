#pragma once

namespace convarith {

/// Returns the quotient of two integers, rounded down. `divisor` > 0.
constexpr long long floor_of(long long dividend, long long divisor) {
  return dividend / divisor - (dividend % divisor < 0 ? 1 : 0);
}

/// Returns the quotient of two integers, rounded up. `divisor` > 0.
constexpr long long ceil_of(long long dividend, long long divisor) {
  return -floor_of(-dividend, divisor);
}

/// Returns floor(b/m) + floor((a + b)/m) + ... + floor(((n - 1) a + b)/m) by Euclid's algorithm, which does not visit
/// each term. 0 <= n, a, b < 2^32 and 0 < m < 2^32, and the sum must be below 2^63.
long long floor_sum(long long n, long long m, long long a, long long b);

}  // namespace convarith
