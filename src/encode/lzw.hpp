#pragma once

#include <array>
#include <cstddef>
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

  /// Codes more symbols, few of which repeat.
  void add(std::span<const std::uint8_t> symbols);
  /// Codes a symbol `count` times, in time that grows with the codes it takes and not with `count`.
  void add_run(std::uint8_t symbol, std::size_t count);
  /// Writes what is left. Nothing may be added afterwards.
  void finish();

 private:
  static constexpr int kMostCodes = 4096;
  static constexpr std::uint32_t kSlots = 1 << 13;
  static constexpr int kNone = -1;

  void add(std::uint8_t symbol);
  std::size_t follow_run(std::uint8_t symbol, std::size_t count);
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
  int current_ = kNone;  // the string read but not yet written
  // The strings, in a hash table: 12 bits of the string that each continues, 8 of its last symbol, 12 of its own code.
  std::array<std::uint32_t, kSlots> strings_;
  // By code: the string's last symbol, the code of the string with that symbol once more (0: none), and how long the
  // string is if it is that symbol alone (else 0).
  struct Tail {
    std::uint8_t symbol;
    std::uint16_t longer;
    std::uint16_t repeats;
  };
  std::array<Tail, kMostCodes> tails_;
  // For each symbol the codes of its repetitions, from one on.
  std::array<std::vector<std::uint16_t>, 256> runs_;
  std::uint64_t bits_ = 0;
  int bit_count_ = 0;
  std::array<std::uint8_t, 255> block_;
  std::size_t block_size_ = 0;
};

}  // namespace convarith
