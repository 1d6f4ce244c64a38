#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace convarith {

/// Codes symbols as LzwCoder does, but looks ahead: instead of the longest string that is known, it chooses the string,
/// up to `patience` symbols shorter, after which the next string ends furthest on (flexible parsing: Matias and
/// Sahinalp, "On the optimality of parsing in dynamic dictionary based data compression", 1999). The result is some per
/// cent smaller and takes many times the time. All symbols are below 2^symbol_bits, 2 <= symbol_bits <= 8.
std::vector<std::uint8_t> code_patiently(std::span<const std::uint8_t> symbols, int symbol_bits, std::size_t patience);

}  // namespace convarith
