#pragma once

#include <bit>
#include <cmath>
#include <cstdint>

namespace convarith {

/// Decodes a 16-bit number of IEEE 754 (half precision).
inline double half_float(std::uint64_t bits) {
  const auto exponent = static_cast<int>(bits >> 10 & 0x1f);
  const auto fraction = static_cast<double>(bits & 0x3ff);
  double size = 0;
  if (exponent == 0) {
    size = std::ldexp(fraction, -24);
  } else if (exponent < 31) {
    size = std::ldexp(1024 + fraction, exponent - 25);
  } else {
    size = fraction == 0 ? HUGE_VAL : NAN;
  }
  return (bits & 0x8000) != 0 ? -size : size;
}

/// Decodes a bfloat16, which is the upper half of a 32-bit float.
inline double brain_float(std::uint64_t bits) {
  return std::bit_cast<float>(static_cast<std::uint32_t>(bits << 16));
}

}  // namespace convarith
