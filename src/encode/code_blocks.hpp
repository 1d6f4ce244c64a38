#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace convarith {

/// Packs codes of some bits each, from the lowest bit on, into blocks of up to 255 bytes, each preceded by its length
/// (GIF89a specification, section 15 and appendix F).
class CodeBlocks {
 public:
  /// `blocks` receives whole blocks.
  explicit CodeBlocks(std::vector<std::uint8_t>& blocks) : blocks_(blocks) {}

  void put(int code, int code_bits) {
    bits_ |= static_cast<std::uint64_t>(code) << bit_count_;
    bit_count_ += code_bits;
    if (bit_count_ >= 32) write_bytes(4);
  }

  /// Writes the remaining bits. put() must not be called afterwards.
  void finish();

 private:
  static constexpr std::size_t kLongestBlock = 255;

  void write_bytes(int count);
  void end_block();

  std::vector<std::uint8_t>& blocks_;
  std::uint64_t bits_ = 0;
  int bit_count_ = 0;
  std::array<std::uint8_t, kLongestBlock + 8> block_;  // also holds the first bytes of the next block
  std::size_t block_size_ = 0;
};

}  // namespace convarith
