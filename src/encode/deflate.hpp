#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace convarith {

/// Compresses indexed pictures to deflate streams (RFC 1951) in a zlib wrapper (RFC 1950). Line art consists of long
/// runs of one value with a few others between them. Earlier matches are only looked for where a run begins or ends, so
/// that the time depends on the number of runs and not of bytes.
class Deflater {
 public:
  /// Returns the compressed form of `data`, which is valid until the next call.
  std::span<const std::uint8_t> compress(std::span<const std::uint8_t> data);

 private:
  /// A literal, or a copy of `length` bytes from `distance` bytes back.
  struct Token {
    std::uint16_t length;    // 0: a literal
    std::uint16_t distance;  // or the value of the literal
  };
  struct Match {
    std::size_t length = 0;
    std::size_t distance = 0;
  };
  static constexpr std::size_t kBuckets = 1 << 12;

  void find_run_starts();
  void find_tokens();
  std::uint64_t& places_like(std::size_t place);
  void remember(std::size_t place);
  Match longest_match(std::size_t begin, std::size_t anchor);
  void add_run(std::size_t place, std::size_t length);
  void add_copy(std::size_t length, std::size_t distance);
  void write_block();
  void write_code_lengths(std::span<const std::uint8_t> literals, std::span<const std::uint8_t> distances);
  void write_tokens(std::span<const std::uint8_t> literal_lengths, std::span<const std::uint8_t> distance_lengths);
  void put(std::uint64_t bits, int count);
  void flush_bits();

  std::span<const std::uint8_t> data_;
  std::vector<std::uint32_t> run_starts_;  // where runs begin, and the end of the data
  /// For each hash of four bytes, the last two run starts with that hash, each plus one (0: none), the latest in the
  /// lower half.
  std::array<std::uint64_t, kBuckets> places_;
  std::vector<Token> tokens_;
  std::array<std::uint32_t, 286> literal_counts_;
  std::array<std::uint32_t, 30> distance_counts_;
  std::vector<std::uint8_t> packed_;
  std::uint64_t bits_ = 0;
  int bit_count_ = 0;
};

}  // namespace convarith
