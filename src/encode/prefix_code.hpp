#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace convarith {

/// The lengths of an optimal prefix code (Huffman 1952) for symbols that occur so often, none of them above
/// `longest` bits: 0 for symbols that don't occur. A single symbol gets one bit.
std::vector<std::uint8_t> prefix_code_lengths(std::span<const std::uint32_t> counts, int longest);

/// The code words that deflate gives such lengths (RFC 1951, section 3.2.2), turned round: their first bit is the
/// lowest.
std::vector<std::uint16_t> prefix_code_words(std::span<const std::uint8_t> lengths);

}  // namespace convarith
