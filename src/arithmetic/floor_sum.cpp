#include "arithmetic/floor_sum.hpp"

#include <cassert>
#include <cstdint>
#include <utility>

namespace convarith {

/// Intermediate sums may wrap around 2^64. The result is correct nonetheless, because it is below 2^63.
long long floor_sum(long long n, long long m, long long a, long long b) {
  assert(n >= 0 && m > 0 && a >= 0 && b >= 0);
  std::uint64_t sum = 0;
  auto count = static_cast<std::uint64_t>(n);
  auto divisor = static_cast<std::uint64_t>(m);
  auto slope = static_cast<std::uint64_t>(a);
  auto start = static_cast<std::uint64_t>(b);
  while (count > 0) {
    sum += count * (count - 1) / 2 * (slope / divisor) + count * (start / divisor);
    slope %= divisor;
    start %= divisor;
    // The terms that are left count the lattice points below a line. Counting them along the other axis gives the same
    // number.
    const std::uint64_t end = slope * count + start;
    if (end < divisor) break;
    count = end / divisor;
    start = end % divisor;
    std::swap(divisor, slope);
  }
  return static_cast<long long>(sum);
}

}  // namespace convarith
