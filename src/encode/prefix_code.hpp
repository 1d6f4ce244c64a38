#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace convarith {

/// Returns the word lengths, in bits, of a Huffman code (Huffman 1952) for symbols with these counts, shortened so that
/// no word is above `longest` bits. Symbols that don't occur get 0. A single symbol gets one bit.
std::vector<std::uint8_t> prefix_code_lengths(std::span<const std::uint32_t> counts, int longest);

/// Returns the code words that deflate gives words of such lengths (RFC 1951, section 3.2.2), reversed: their first bit
/// is the lowest.
std::vector<std::uint16_t> prefix_code_words(std::span<const std::uint8_t> lengths);

}  // namespace convarith
