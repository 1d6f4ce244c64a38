#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "encode/code_blocks.hpp"

namespace convarith {

/// The largest number of codes, which stand for strings of symbols that have occurred.
inline constexpr int kMostCodes = 4096;

/// What to do when all codes are taken: forget the strings and begin anew, or go on with the strings that have codes.
enum class WhenFull { forget, keep };

/// The LZW coder of GIF (GIF89a specification, appendix F). It always codes the longest string that is known, with
/// codes of growing length.
class LzwCoder {
 public:
  /// All symbols are below 2^symbol_bits, 2 <= symbol_bits <= 8. `blocks` receives whole blocks.
  LzwCoder(int symbol_bits, WhenFull when_full, std::vector<std::uint8_t>& blocks);

  /// Codes more symbols.
  void add(std::span<const std::uint8_t> symbols);
  /// Codes a symbol `count` times. The time depends on the number of codes that this takes, and not on `count`.
  void add_run(std::uint8_t symbol, std::size_t count);
  /// Writes what is left. Nothing may be added afterwards.
  void finish();
  /// Whether all codes have been taken at some time.
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
  // A hash table of the strings. An entry has 12 bits for the string that it continues, 8 for its last symbol, and 12
  // for its own code.
  std::array<std::uint32_t, kSlots> strings_;
  // For each code: the last symbol of its string, the code of the string with that symbol once more (0: none), and the
  // length of the string if it consists of that symbol alone (else 0).
  struct Tail {
    std::uint8_t symbol;
    std::uint16_t longer;
    std::uint16_t repeats;
  };
  std::array<Tail, kMostCodes> tails_;
  // For each symbol, the codes of its repetitions, from a single one on.
  std::array<std::vector<std::uint16_t>, 256> runs_;
};

}  // namespace convarith
