#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace convarith {

/// The LZW coder of GIF (GIF89a specification, appendix F): codes of growing length, packed from the lowest bit on
/// into blocks of up to 255 bytes, each behind its length.
class LzwCoder {
 public:
  /// `symbol_bits` (2 to 8): all symbols are below 2^symbol_bits. `blocks` receives whole blocks.
  LzwCoder(int symbol_bits, std::vector<std::uint8_t>& blocks);

  /// Codes more symbols. Where `alternatives` differs from `symbols` either will do, and the coder takes the one that
  /// makes its strings longer. Both have the same length.
  void add(std::span<const std::uint8_t> symbols, std::span<const std::uint8_t> alternatives);
  /// Writes what is left. Nothing may be added afterwards.
  void finish();

 private:
  static constexpr int kMostCodes = 4096;
  static constexpr std::uint32_t kSlots = 1 << 14;
  static constexpr int kNone = -1;

  void reset_strings();
  int child(int string, std::uint8_t symbol) const;
  void remember(int string, std::uint8_t symbol);
  void put(int code);
  void put_byte(std::uint8_t byte);
  void end_block();

  std::vector<std::uint8_t>& blocks_;
  int symbol_bits_;
  int clear_code_;
  int next_code_ = 0;
  int code_bits_ = 0;
  int current_ = kNone;              // the string read but not yet written
  std::vector<std::uint32_t> keys_;  // of the strings: (string << 8 | symbol) + 1; 0: free
  std::vector<std::uint16_t> codes_;
  std::uint32_t bits_ = 0;
  int bit_count_ = 0;
  std::vector<std::uint8_t> block_;
};

}  // namespace convarith
