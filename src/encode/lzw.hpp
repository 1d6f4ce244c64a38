#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "encode/code_blocks.hpp"

namespace convarith {

/// A code for a string of symbols that has occurred, of which there may be this many.
inline constexpr int kMostCodes = 4096;

/// What to do when all codes are taken: forget the strings and begin anew, or go on with those that there are.
enum class WhenFull { forget, keep };

/// The LZW coder of GIF (GIF89a specification, appendix F): always the longest string known, at codes of growing
/// length.
class LzwCoder {
 public:
  /// `symbol_bits` (2 to 8): all symbols are below 2^symbol_bits. `blocks` receives whole blocks.
  LzwCoder(int symbol_bits, WhenFull when_full, std::vector<std::uint8_t>& blocks);

  /// Codes more symbols.
  void add(std::span<const std::uint8_t> symbols);
  /// Codes a symbol `count` times, in time that grows with the codes it takes and not with `count`.
  void add_run(std::uint8_t symbol, std::size_t count);
  /// Writes what is left. Nothing may be added afterwards.
  void finish();
  /// Whether all codes were taken at some time.
  bool was_full() const { return was_full_; }

 private:
  static constexpr std::uint32_t kSlots = 1 << 14;
  static constexpr int kNone = -1;

  void add(std::uint8_t symbol);
  std::size_t follow_run(std::uint8_t symbol, std::size_t count);
  void reset_strings();
  std::uint32_t& slot(int string, std::uint8_t symbol);
  void remember(std::uint32_t& slot, std::uint8_t symbol);
  void put(int code) { blocks_.put(code, code_bits_); }

  CodeBlocks blocks_;
  int symbol_bits_;
  WhenFull when_full_;
  bool was_full_ = false;
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
};

}  // namespace convarith
