#include "arithmetic/floor_sum.hpp"

#include <cassert>
#include <cstdint>
#include <utility>

namespace convarith {

/// What is added may go round 2^64 in between.
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
    // Below the line there are as many whole numbers seen from the other axis.
    const std::uint64_t end = slope * count + start;
    if (end < divisor) break;
    count = end / divisor;
    start = end % divisor;
    std::swap(divisor, slope);
  }
  return static_cast<long long>(sum);
}

}  // namespace convarith
